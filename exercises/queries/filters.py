from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from exercises.queries.cards import DrillCard
from exercises.queries.shelf import Shelf

NOTHING = "none"  # the equipment option "No equipment"
GROUPS = {
    "trains": (_("Trains"), Exercise.JointAction),
    "position": (_("Position"), Exercise.Position),
    "equipment": (_("Equipment"), None),
    "level": (_("Level"), Exercise.Level),
    "category": (_("Kind"), Exercise.Category),
    "sides": (_("Sides"), Exercise.Sides),
}
ANY = {
    "trains": _("Whatever it trains"),
    "position": _("In any position"),
    "equipment": _("With any equipment"),
    "level": _("At any level"),
    "category": _("Of any kind"),
    "sides": _("Whichever sides"),
}
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Choices:
    """What an address asks for: words, and chosen options by group. Options of a group widen, groups narrow."""

    text: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @cached_property
    def by_group(self) -> dict[str, tuple[str, ...]]:
        return dict(self.chosen)

    @property
    def url_query(self) -> str:
        pairs = [("q", self.text)] if self.text else []
        pairs += [(group, option) for group, options in self.chosen for option in options]
        return f"?{urlencode(pairs)}" if pairs else ""

    def toggled(self, group: str, option: str) -> "Choices":
        options = self.by_group.get(group, ())
        changed = tuple(o for o in options if o != option) if option in options else (*options, option)
        return self.with_group(group, changed)

    def with_group(self, group: str, options: Sequence[str]) -> "Choices":
        by_group = {**self.by_group, group: tuple(sorted(options))}
        return replace(self, chosen=tuple((name, by_group[name]) for name in GROUPS if by_group.get(name)))


def read_choices(shelf: Shelf, text: str, asked: Mapping[str, Iterable[str]]) -> Choices:
    """Whatever is unknown is passed over: an old link still shows drills."""
    choices = Choices(text=" ".join(text[:LONGEST_SEARCH].replace("\0", "").split()))
    for group in GROUPS:
        known = {option for option, _name in options_of(shelf, group)}
        choices = choices.with_group(group, sorted(known & set(asked.get(group, ()))))
    return choices


def options_of(shelf: Shelf, group: str) -> list[tuple[str, str]]:
    kinds = GROUPS[group][1]
    if kinds is not None:
        return [(str(value), str(label)) for value, label in kinds.choices]
    return [(NOTHING, str(_("No equipment"))), *shelf.equipment]


def option_values(card: DrillCard, group: str) -> frozenset[str]:
    """The options of a group that a drill answers to."""
    if group == "equipment":
        return card.equipment_slugs | ({NOTHING} if card.needs_nothing else set())
    if group == "trains":
        return frozenset({card.joint_action})
    return frozenset({getattr(card, group)})


def passes(card: DrillCard, group: str, options: Sequence[str]) -> bool:
    return not options or not option_values(card, group).isdisjoint(options)


def narrowed(cards: Iterable[DrillCard], choices: Choices) -> list[DrillCard]:
    return [card for card in cards if not failing(card, choices)]


def failing(card: DrillCard, choices: Choices) -> list[str]:
    return [group for group, options in choices.chosen if not passes(card, group, options)]


def counts(cards: Iterable[DrillCard], choices: Choices) -> dict[str, dict[str, int]]:
    """How many drills each option has, given the words and every other group: a drill that fails one group alone
    still counts there."""
    numbers: dict[str, dict[str, int]] = {group: {} for group in GROUPS}
    for card in cards:
        failed = failing(card, choices)
        if len(failed) > 1:
            continue
        for group in failed or GROUPS:
            for option in option_values(card, group):
                numbers[group][option] = numbers[group].get(option, 0) + 1
    return numbers
