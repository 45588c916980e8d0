from exercises.models.exercises import Alias, Exercise, OldSlug, Variant
from exercises.models.guides import Guide, GuideDrill, GuideQuestion, GuideReference, GuideSection
from exercises.models.parts import Mistake, Question, Reference, Step, Tip
from exercises.models.photos import Photo
from exercises.models.publishing import CatalogueVersion, Curated, Published
from exercises.models.readers import ReaderQuestion
from exercises.models.vocabulary import Equipment, Measure, Muscle, SafetyNote

__all__ = [
    "Alias",
    "CatalogueVersion",
    "Curated",
    "Equipment",
    "Exercise",
    "Guide",
    "GuideDrill",
    "GuideQuestion",
    "GuideReference",
    "GuideSection",
    "Measure",
    "Mistake",
    "Muscle",
    "OldSlug",
    "Photo",
    "Published",
    "Question",
    "ReaderQuestion",
    "Reference",
    "SafetyNote",
    "Step",
    "Tip",
    "Variant",
]
