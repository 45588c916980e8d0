"""What readers ask, from the queue to the drill's page or to a friendly no."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Exercise, Question, ReaderQuestion
from exercises.queries.content import drill_content
from exercises.services.publishing import NotReady, check_ready
from exercises.services.version import catalogue_changed
from exercises.services.versions import keep_first_version, keep_version

Status = ReaderQuestion.Status


def ask_question(*, drill_id: UUID, text: str, by: User | None, at: datetime) -> ReaderQuestion:
    return ReaderQuestion.objects.create(drill_id=drill_id, text=text, asked_by=by, asked_at=at)


@transaction.atomic
def publish_answer(asked: ReaderQuestion, *, by: User, at: datetime) -> Question:
    """The last of the drill's questions from now on. Raises NotReady."""
    check_waiting(asked)
    if not (asked.wording and asked.answer):
        raise NotReady([_("Write the question as readers will see it, and its answer.")])
    drill = Exercise.objects.get(pk=asked.drill_id)
    keep_first_version(drill, drill_content(drill))
    last = drill.questions.aggregate(last=Max("order"))["last"] or 0
    question = drill.questions.create(question=asked.wording, answer=asked.answer, order=last + 1)
    if drill.status == Exercise.Status.PUBLISHED:
        check_ready(drill)
    drill._history_user = by
    drill.save(update_fields=["updated_at"])
    keep_version(drill, drill_content(drill))
    catalogue_changed()
    asked.question = question
    close(asked, Status.ANSWERED, by=by, at=at)
    return question


@transaction.atomic
def decline_question(asked: ReaderQuestion, *, by: User, at: datetime) -> None:
    check_waiting(asked)
    close(asked, Status.DECLINED, by=by, at=at)


def check_waiting(asked: ReaderQuestion) -> None:
    """Two reviewers may have it open; the second is told."""
    now = ReaderQuestion.objects.select_for_update().get(pk=asked.pk)
    if now.status != Status.WAITING:
        raise NotReady([_("This can't be done from here: it is now “%s”.") % now.get_status_display()])


def close(asked: ReaderQuestion, status: str, *, by: User, at: datetime) -> None:
    asked.status, asked.answered_by, asked.answered_at = status, by, at
    asked.save(update_fields=["status", "answered_by", "answered_at", "question"])


def dismiss_news(*, owner: User, question_id: UUID, at: datetime) -> bool:
    """Whether there was such a question of theirs."""
    mine = ReaderQuestion.objects.asked_by(owner).filter(pk=question_id)
    return bool(mine.exclude(status=Status.WAITING).update(told_at=at))
