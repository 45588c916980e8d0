"""Saved versions of what admins write: who, when, in which status, and the whole content to go back to."""

from typing import Any

from exercises.models import Published
from exercises.queries.content import Content


def keep_version(row: Published, content: Content) -> None:
    """Put the content, parts and all, beside the row's latest version: its parts are saved after itself."""
    latest = versions_of(row).first()
    if latest is not None:
        latest.content = content
        latest.save(update_fields=["content"])


def keep_first_version(row: Published, content: Content) -> None:
    """Before an edit: what came without an admin, from the shipped files, can be gone back to as well."""
    latest = versions_of(row).first()
    if latest is None:
        # A row that is older than the history.
        row.history.create(**columns_of(row), history_date=row.updated_at, history_type="+", content=content)
    elif not latest.content:
        latest.content = content
        latest.save(update_fields=["content"])


def versions_of(row: Published) -> Any:
    """The latest first."""
    return row.history.order_by("-history_date", "-history_id")


def columns_of(row: Published) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row.history.model.tracked_fields}
