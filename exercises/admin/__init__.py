from django.contrib import admin
from django.utils.translation import gettext_lazy

from exercises.admin.base import CatalogueAdmin, PublishedAdmin
from exercises.admin.drills import ExerciseAdmin
from exercises.admin.guides import GuideAdmin
from exercises.admin.parts import OrderedParts
from exercises.admin.readers import ReaderQuestionAdmin
from exercises.admin.words import EquipmentAdmin, MuscleAdmin, SafetyNoteAdmin

admin.site.site_header = "Swivel"
admin.site.site_title = "Swivel"
admin.site.index_title = gettext_lazy("Catalogue and accounts")

__all__ = [
    "CatalogueAdmin",
    "EquipmentAdmin",
    "ExerciseAdmin",
    "GuideAdmin",
    "MuscleAdmin",
    "OrderedParts",
    "PublishedAdmin",
    "ReaderQuestionAdmin",
    "SafetyNoteAdmin",
]
