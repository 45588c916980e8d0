from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from exercises.queries import filters, search
from exercises.queries.cards import DrillCard
from exercises.queries.filters import GROUPS, Choices
from exercises.queries.shelf import Shelf, shelf
from exercises.queries.words import search_words

ON_A_PAGE = 60
SHORTCUTS = (
    ("trains", "internal_rotation"),
    ("trains", "external_rotation"),
    ("equipment", filters.NOTHING),
    ("level", "beginner"),
    ("category", "mobility"),
)


@dataclass(frozen=True)
class Option:
    group: str
    value: str
    name: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True)
class OptionGroup:
    key: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Loosening:
    """A way out of an empty list."""

    sentence: str
    url: str
    count: int


@dataclass(frozen=True)
class DrillsPage:
    text: str
    total: int
    cards: tuple[DrillCard, ...]
    groups: tuple[OptionGroup, ...]
    chips: tuple[Option, ...]
    filter_count: int
    loosenings: tuple[Loosening, ...]
    is_narrowed: bool
    previous_url: str
    next_url: str
    everything_url: str


def drills_page(text: str, asked: Mapping[str, Iterable[str]], *, page: int = 1) -> DrillsPage:
    stock = shelf()
    choices = filters.read_choices(stock, text, asked)
    # A space after the last word says it is finished.
    typed = choices.text + (" " if text[-1:].isspace() else "")
    found = [drill.card for drill in search.search(stock, typed)]
    cards = filters.narrowed(found, choices)
    page = min(max(page, 1), max(1, -(-len(cards) // ON_A_PAGE)))
    groups = option_groups(stock, choices, filters.counts(found, choices))
    return DrillsPage(
        text=choices.text,
        total=len(cards),
        cards=tuple(cards[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]),
        groups=groups,
        chips=chips(groups),
        filter_count=sum(len(options) for _group, options in choices.chosen),
        loosenings=() if cards else tuple(loosenings(stock, choices)),
        is_narrowed=bool(choices.text or choices.chosen),
        previous_url=page_url(choices, page - 1) if page > 1 else "",
        next_url=page_url(choices, page + 1) if page * ON_A_PAGE < len(cards) else "",
        everything_url=drills_url(Choices()),
    )


def drills_found(text: str, asked: Mapping[str, Iterable[str]]) -> list[DrillCard]:
    stock = shelf()
    choices = filters.read_choices(stock, text, asked)
    return filters.narrowed((drill.card for drill in search.search(stock, choices.text)), choices)


def drills_url(choices: Choices) -> str:
    return reverse("exercises:drills") + choices.url_query


def page_url(choices: Choices, page: int) -> str:
    url = drills_url(choices)
    return f"{url}{'&' if '?' in url else '?'}page={page}" if page > 1 else url


def option_groups(
    stock: Shelf, choices: Choices, counted: Mapping[str, Mapping[str, int]]
) -> tuple[OptionGroup, ...]:
    def option(group: str, value: str, name: str) -> Option:
        chosen = value in choices.by_group.get(group, ())
        url = drills_url(choices.toggled(group, value))
        return Option(group, value, name, counted[group].get(value, 0), chosen, url)

    everywhere = filters.counts((drill.card for drill in stock.drills), Choices())
    groups = []
    for key, (name, _kinds) in GROUPS.items():
        options = (option(key, value, label) for value, label in filters.options_of(stock, key))
        # What no drill has is no choice; an old link may still have chosen it.
        offered = tuple(o for o in options if o.chosen or everywhere[key].get(o.value))
        groups.append(OptionGroup(key, str(name), offered))
    return tuple(groups)


def chips(groups: Sequence[OptionGroup]) -> tuple[Option, ...]:
    """What is chosen, then a few shortcuts that would still find something."""
    options = [option for group in groups for option in group.options]
    shortcuts = [option for option in options if (option.group, option.value) in SHORTCUTS and option.count]
    chosen = [option for option in options if option.chosen]
    return tuple(chosen + [option for option in shortcuts if not option.chosen])


def loosenings(stock: Shelf, choices: Choices) -> list[Loosening]:
    """Each filter or word whose going alone brings drills back; failing that, all the filters, then all the words."""
    singles = [*without_a_group(choices), *without_a_word(choices)]
    wholes = []
    if choices.chosen and choices.text:
        wholes = [
            (
                _("Search for “%(text)s” without filters") % {"text": choices.text},
                replace(choices, chosen=()),
            ),
            (_("Keep the filters, clear the search"), replace(choices, text="")),
        ]
    for offers in (singles, wholes):
        counted = [
            Loosening(sentence, drills_url(looser), count)
            for sentence, looser in offers
            if (count := number_of_drills(stock, looser))
        ]
        if counted:
            return counted
    return []


def without_a_group(choices: Choices) -> Iterable[tuple[str, Choices]]:
    for group, _options in choices.chosen:
        yield str(filters.ANY[group]), choices.with_group(group, ())


def without_a_word(choices: Choices) -> Iterable[tuple[str, Choices]]:
    words = choices.text.split()
    for number, word in enumerate(words):
        rest = " ".join(words[:number] + words[number + 1 :])
        if search_words(rest) != search_words(choices.text):
            yield _("Without “%(word)s”") % {"word": word}, replace(choices, text=rest)


def number_of_drills(stock: Shelf, choices: Choices) -> int:
    cards = (drill.card for drill in search.search(stock, choices.text))
    return len(filters.narrowed(cards, choices))
