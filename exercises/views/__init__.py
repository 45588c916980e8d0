from exercises.views.drills import drill, drills
from exercises.views.guides import guide, guides
from exercises.views.photos import photo
from exercises.views.questions import ask, dismiss_news
from exercises.views.vocabulary import equipment, muscle

__all__ = ["ask", "dismiss_news", "drill", "drills", "equipment", "guide", "guides", "muscle", "photo"]
