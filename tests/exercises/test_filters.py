from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from exercises import queries
from exercises.models import Equipment, Exercise
from exercises.queries import filters
from exercises.queries.cards import DrillCard
from exercises.queries.filters import GROUPS, NOTHING, Choices
from tests.builders import make_exercise

GEAR = ("mat", "band", "chair")
OPTIONS: dict[str, Sequence[str]] = {
    "trains": Exercise.JointAction.values,
    "position": Exercise.Position.values[:3],
    "equipment": (*GEAR, NOTHING),
    "level": Exercise.Level.values,
    "category": Exercise.Category.values[:3],
    "sides": Exercise.Sides.values,
}


@st.composite
def cards(draw: st.DrawFn) -> DrillCard:
    needed = draw(st.sets(st.sampled_from(GEAR), max_size=2))
    optional = draw(st.sets(st.sampled_from(GEAR), max_size=1))
    return DrillCard(
        id=uuid4(),
        slug="x",
        url="/drills/x/",
        name="X",
        summary="",
        joint_action=draw(st.sampled_from(OPTIONS["trains"])),
        trains="",
        position=draw(st.sampled_from(OPTIONS["position"])),
        position_name="",
        level=draw(st.sampled_from(OPTIONS["level"])),
        level_name="",
        category=draw(st.sampled_from(OPTIONS["category"])),
        category_name="",
        sides=draw(st.sampled_from(OPTIONS["sides"])),
        figure=None,
        equipment=tuple(needed),
        equipment_slugs=frozenset(needed | optional),
        needs_nothing=not needed,
    )


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    chosen = Choices()
    for group in GROUPS:
        chosen = chosen.with_group(group, sorted(draw(st.sets(st.sampled_from(OPTIONS[group]), max_size=2))))
    return chosen


def answers(card: DrillCard, group: str, option: str) -> bool:
    if group == "equipment":
        return card.needs_nothing if option == NOTHING else option in card.equipment_slugs
    return (
        option
        == {
            "trains": card.joint_action,
            "position": card.position,
            "level": card.level,
            "category": card.category,
            "sides": card.sides,
        }[group]
    )


def naive(stock: list[DrillCard], chosen: dict[str, tuple[str, ...]]) -> list[DrillCard]:
    kept = stock
    for group, options in chosen.items():
        if options:
            kept = [card for card in kept if any(answers(card, group, option) for option in options)]
    return kept


@given(st.lists(cards(), max_size=12), choices())
def test_filters_narrow_as_the_obvious_way_does(stock: list[DrillCard], chosen: Choices) -> None:
    assert filters.narrowed(stock, chosen) == naive(stock, chosen.by_group)


@given(st.lists(cards(), max_size=12), choices())
def test_a_count_is_what_choosing_only_that_option_there_would_show(
    stock: list[DrillCard], chosen: Choices
) -> None:
    counted = filters.counts(stock, chosen)
    for group in GROUPS:
        for option in OPTIONS[group]:
            alone = naive(stock, {**chosen.by_group, group: (option,)})
            assert counted[group].get(option, 0) == len(alone), (group, option)


@given(choices())
def test_an_address_says_what_was_chosen(chosen: Choices) -> None:
    asked = parse_qs(urlsplit(chosen.url_query).query)
    assert {group: tuple(sorted(options)) for group, options in asked.items()} == chosen.by_group


@pytest.fixture
def three(db: None) -> None:
    mat = Equipment.objects.create(slug="mat", name="Mat")
    make_exercise(name="Prone one", position="prone", level="beginner").equipment.add(mat)
    make_exercise(name="Seated one", position="seated", level="beginner")
    make_exercise(name="Seated two", position="seated", level="advanced").optional_equipment.add(mat)


def names(asked: dict[str, list[str]], text: str = "") -> list[str]:
    return [card.name for card in queries.drills_found(text, asked)]


@pytest.mark.usefixtures("three")
def test_options_of_a_group_widen_and_groups_narrow() -> None:
    assert names({"position": ["prone", "seated"]}) == ["Prone one", "Seated one", "Seated two"]
    assert names({"position": ["seated"], "level": ["beginner"]}) == ["Seated one"]
    assert names({"equipment": ["mat"]}) == ["Prone one", "Seated two"]
    assert names({"equipment": ["none"]}) == ["Seated one", "Seated two"]
    assert names({"position": ["seated"]}, "one") == ["Seated one"]


@pytest.mark.usefixtures("three")
def test_what_is_unknown_in_an_address_is_passed_over(client: Client) -> None:
    assert names({"position": ["upside-down"], "colour": ["blue"]}) == [
        "Prone one",
        "Seated one",
        "Seated two",
    ]
    for query in (
        "?page=0",
        "?page=-1",
        "?page=99999",
        "?page=²",
        "?q=%00",
        "?q=" + "x" * 5000,
        "?position=%00",
    ):
        assert client.get(f"/drills/{query}").status_code == 200, query


@pytest.mark.usefixtures("three")
def test_no_result_says_what_to_loosen_with_working_links(client: Client) -> None:
    page = queries.drills_page("one", {"position": ["prone"], "level": ["advanced"]})
    assert [(way.sentence, way.count) for way in page.loosenings] == [("At any level", 1)]
    page = queries.drills_page("prone bicycle", {"level": ["beginner"]})
    assert [(way.sentence, way.count) for way in page.loosenings] == [("Without “bicycle”", 1)]
    page = queries.drills_page("bicycle tyre", {"position": ["prone"], "level": ["advanced"]})
    assert page.loosenings == ()
    assert page.everything_url == "/drills/"
    page = queries.drills_page("seated two", {"position": ["prone"], "level": ["beginner"]})
    assert [(way.sentence, way.count) for way in page.loosenings] == [
        ("Search for “seated two” without filters", 1),
        ("Keep the filters, clear the search", 1),
    ]
    for way in page.loosenings:
        assert f'role="status" data-part="count">{way.count} drill' in client.get(way.url).content.decode()


@pytest.mark.usefixtures("three")
def test_the_form_alone_filters_without_javascript(client: Client) -> None:
    body = client.get("/drills/", {"q": "one", "position": "seated"}).content.decode()
    assert "Seated one" in body
    assert "Prone one" not in body
    assert '<input type="checkbox" name="position" value="seated" checked>' in body
    assert 'value="one"' in body


@pytest.mark.usefixtures("three")
def test_what_no_drill_has_is_offered_only_when_an_old_link_chose_it() -> None:
    def offered(asked: dict[str, list[str]]) -> list[str]:
        page = queries.drills_page("", asked)
        return [option.value for group in page.groups if group.key == "position" for option in group.options]

    assert offered({}) == ["prone", "seated"]
    assert offered({"level": ["advanced"]}) == ["prone", "seated"]
    assert offered({"position": ["standing"]}) == ["prone", "seated", "standing"]


@pytest.mark.django_db
def test_a_long_list_comes_in_pages_and_none_is_lost() -> None:
    for _ in range(130):
        make_exercise()
    pages = [queries.drills_page("", {}, page=number) for number in (1, 2, 3)]
    assert [len(page.cards) for page in pages] == [60, 60, 10]
    assert len({card.id for page in pages for card in page.cards}) == 130
    assert [(page.previous_url, page.next_url) for page in pages] == [
        ("", "/drills/?page=2"),
        ("/drills/", "/drills/?page=3"),
        ("/drills/?page=2", ""),
    ]
