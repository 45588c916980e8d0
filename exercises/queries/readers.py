from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from exercises.models import Exercise, Question, ReaderQuestion


@dataclass(frozen=True)
class AskPage:
    drill_id: UUID
    name: str
    url: str
    ask_url: str


@dataclass(frozen=True)
class News:
    """What became of a question, for whoever asked it."""

    id: UUID
    drill: str
    text: str
    is_answered: bool
    url: str
    note: str
    decided_at: datetime | None


def ask_page(slug: str) -> AskPage | None:
    drill = Exercise.objects.published().filter(slug=slug).first()
    if drill is None:
        return None
    return AskPage(drill.pk, drill.name, drill.get_absolute_url(), ask_url(drill))


def ask_url(drill: Exercise) -> str:
    """Empty where nobody is asked for questions: a draft, an archived drill."""
    is_open = drill.status == Exercise.Status.PUBLISHED
    return reverse("exercises:ask", args=[drill.slug]) if is_open else ""


def anchor(question_id: int) -> str:
    return f"question-{question_id}"


def news_for(person: User) -> tuple[News, ...]:
    """What was decided and not put away yet, the earliest first."""
    rows = ReaderQuestion.objects.asked_by(person).filter(told_at=None)
    rows = rows.exclude(status=ReaderQuestion.Status.WAITING).select_related("drill", "question")
    return tuple(news_of(row) for row in rows.order_by("answered_at", "pk"))


def news_of(row: ReaderQuestion) -> News:
    question: Question | None = row.question
    url = row.drill.get_absolute_url()
    return News(
        id=row.pk,
        drill=row.drill.name,
        text=row.text,
        is_answered=row.status == ReaderQuestion.Status.ANSWERED,
        url=f"{url}#{anchor(question.pk) if question else 'questions'}",
        note=row.note,
        decided_at=row.answered_at,
    )


def questions_asked(person: User) -> list[dict[str, Any]]:
    """For the person's own export."""
    rows = ReaderQuestion.objects.asked_by(person).select_related("drill").order_by("asked_at")
    return [
        {
            "asked": row.asked_at,
            "drill": row.drill.name,
            "text": row.text,
            "status": row.status,
            "decided": row.answered_at,
            "note": row.note,
        }
        for row in rows
    ]
