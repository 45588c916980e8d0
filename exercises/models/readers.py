import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models.exercises import Exercise
from exercises.models.parts import Question

LONGEST_QUESTION = 500


class ReaderQuestionQuerySet(models.QuerySet["ReaderQuestion"]):
    def asked_by(self, person: object) -> Self:
        return self.filter(asked_by=person)

    def waiting(self) -> Self:
        return self.filter(status=ReaderQuestion.Status.WAITING)


class ReaderQuestion(models.Model):
    """What a reader asked on a drill's page. Whoever asked may be anybody; their account, if any, is only told."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ANSWERED = "answered", _("Answered")
        DECLINED = "declined", _("Declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    drill = models.ForeignKey(
        Exercise, on_delete=models.CASCADE, verbose_name=_("drill"), related_name="readers_questions"
    )
    text = models.TextField(_("as it was asked"), max_length=LONGEST_QUESTION)
    asked_at = models.DateTimeField(_("asked"))
    # Goes with the account; the question stays, and is nobody's.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.WAITING)
    wording = models.CharField(
        _("question, as readers will see it"),
        max_length=200,
        blank=True,
        help_text=_("Short, and without anything about the person who asked."),
    )
    answer = models.TextField(_("answer"), blank=True)
    note = models.CharField(
        _("note to who asked"),
        max_length=300,
        blank=True,
        help_text=_("Shown to them alone, when the question is declined. It may stay empty."),
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # The drill's question that it became; none when that was taken out again.
    question = models.ForeignKey(
        Question, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # When whoever asked put the news away.
    told_at = models.DateTimeField(null=True, editable=False)

    objects = ReaderQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("reader's question")
        verbose_name_plural = _("readers' questions")
        indexes = [models.Index(fields=["status", "asked_at"], name="reader_question_queue")]

    def __str__(self) -> str:
        return self.wording or self.text[:80]
