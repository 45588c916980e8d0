from exercises.views.drills import drill, drills
from exercises.views.guides import guide, guides
from exercises.views.photos import photo
from exercises.views.vocabulary import equipment, muscle

__all__ = ["drill", "drills", "equipment", "guide", "guides", "muscle", "photo"]
