"""What differs between two contents of one row, as a person would say it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from exercises.queries.content import Content, essence


@dataclass(frozen=True)
class ChangeLine:
    """`place` reads like “steps 3” or “dose, sets min”; an empty `before` is new, an empty `after` gone."""

    place: str
    before: str
    after: str


def changes_between(old: Content, new: Content) -> tuple[ChangeLine, ...]:
    return tuple(lines_between(old, new, ""))


def lines_between(old: Any, new: Any, place: str) -> Iterable[ChangeLine]:
    if essence(old) == essence(new):
        return
    if isinstance(old, dict) or isinstance(new, dict):
        old, new = old or {}, new or {}
        for name in dict.fromkeys([*old, *new]):
            yield from lines_between(old.get(name), new.get(name), named(place, name))
    elif isinstance(old, list) or isinstance(new, list):
        old, new = list(old or ()), list(new or ())
        for number in range(max(len(old), len(new))):
            yield from lines_between(at(old, number), at(new, number), f"{place} {number + 1}")
    else:
        yield ChangeLine(place, shown(old), shown(new))


def named(place: str, name: str) -> str:
    plain = name.replace("_", " ")
    return f"{place}, {plain}" if place else plain


def at(items: list[Any], number: int) -> Any:
    return items[number] if number < len(items) else None


def shown(value: Any) -> str:
    return "" if value is None else str(value)
