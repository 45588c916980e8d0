"""Everything around a session on the phone: its end, its records, its history, and what needs the person."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.e2e.test_every_page import SMALL_TARGETS

STORE = "document.querySelector('#screen > *').store"
NOW = datetime.now(UTC)
HINGE, PRONE = "hip-ir-hinge", "band-lying-hip-internal-rotation"


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def session(
    at: datetime, sets: list[dict[str, Any]], *, finished: bool = True, title: str = "", drill: str = PRONE
) -> tuple[str, list[dict[str, Any]]]:
    """A workout with one drill: its id, and what writes it. The sets are two minutes apart."""
    workout, entry = str(uuid.uuid4()), str(uuid.uuid4())
    times: dict[str, Any] = {
        "date": f"{at:%Y-%m-%d}",
        "started_at": stamp(at),
        "time_zone": "UTC",
        "title": title,
    }
    if finished:
        times["finished_at"] = stamp(at + timedelta(minutes=20))
    plan = {"drill_id": str(Exercise.objects.get(slug=drill).id), "order": 1}
    return workout, [
        {"type": "workout", "id": workout, "values": times},
        {"type": "entry", "id": entry, "parent": workout, "values": plan},
        *(
            {
                "type": "set",
                "id": str(uuid.uuid4()),
                "parent": entry,
                "values": {"round": 1, "done_at": stamp(at + timedelta(minutes=2 * place)), **values},
            }
            for place, values in enumerate(sets, start=1)
        ),
    ]


def left_and_right(left: int, right: int, **more: Any) -> list[dict[str, Any]]:
    return [{"side": "left", "reps": left, **more}, {"side": "right", "reps": right, **more}]


class Phone:
    def __init__(self, page: Any) -> None:
        self.page = page
        self.page.goto("/log/")
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_function("() => document.querySelector('#screen > *')?.store")

    def do(self, body: str, argument: Any = None) -> Any:
        """`body` sees `store` and `its`, the argument."""
        return self.page.evaluate(f"async (its) => {{ const store = {STORE}; {body} }}", argument)

    def write(self, changes: list[dict[str, Any]]) -> None:
        self.do("await store.write(its)", changes)

    def open(self, screen: str) -> None:
        """From anew, as from an icon."""
        self.page.goto("about:blank")
        self.page.goto(f"/log/#{screen}")
        self.ready()

    def wait_for(self, place: str) -> None:
        self.page.wait_for_function(f"() => {STORE}.status.place === {json.dumps(place)}")

    def values(self, kind: str, each: str) -> dict[str, Any]:
        return self.do(
            "const row = await store.get(...its);"
            "return Object.assign({}, ...Object.values(row.registers).map((register) => register.values))",
            [kind, each],
        )


@pytest.fixture
def phone(catalogue: None, page: Any) -> Phone:
    return Phone(page)


def heading(page: Any, name: str | re.Pattern[str]) -> Any:
    return page.get_by_role("heading", name=name)


def test_a_finished_workout_shows_what_it_beat_and_what_hurt(phone):
    _, before = session(NOW - timedelta(days=9), left_and_right(10, 9))
    workout, now = session(
        NOW - timedelta(minutes=30),
        [{"side": "left", "reps": 12}, {"side": "right", "reps": 9, "pain": 5}],
        finished=False,
        title="Evening",
    )
    phone.write([*before, *now])
    phone.open(f"finish/{workout}/now")
    page = phone.page
    heading(page, "Evening").wait_for()
    page.get_by_text("Finished at").wait_for()
    records = page.get_by_role("region", name="Records")
    records.wait_for()
    assert re.sub(r"\s+", " ", records.inner_text()).count("12") == 1
    expect(records).to_contain_text("Before: left 10")
    assert "right" not in records.inner_text().replace("Band Lying Hip Internal Rotation", "")
    page.get_by_text("Pain of 4 or more.").wait_for()
    assert phone.values("workout", workout)["finished_at"] is not None
    page.get_by_role("button", name="Done", exact=True).click()
    heading(page, "History").wait_for()
    page.get_by_role("link", name=re.compile("Evening.*1 set.*pain 5")).wait_for()


def test_a_finish_can_be_taken_back(phone):
    workout, rows = session(NOW - timedelta(minutes=30), left_and_right(10, 9), finished=False)
    phone.write(rows)
    phone.open(f"finish/{workout}/now")
    phone.page.get_by_role("button", name="Undo").click()
    phone.page.wait_for_function(f"() => location.hash === '#workout/{workout}'")
    assert phone.values("workout", workout)["finished_at"] is None


def test_how_it_was_is_kept_as_it_is_typed_and_energy_can_be_taken_back(phone):
    workout, rows = session(NOW - timedelta(days=1), left_and_right(10, 9))
    phone.write(rows)
    phone.open(f"finish/{workout}")
    page = phone.page
    page.get_by_label("Note").fill("Slept badly.")
    page.get_by_label("Name").fill("Legs")
    page.get_by_role("button", name="4", exact=True).click()
    heading(page, "Legs").wait_for()
    page.get_by_role("button", name="4", exact=True, pressed=True).wait_for()
    values = phone.values("workout", workout)
    assert (values["note"], values["title"], values["energy"]) == ("Slept badly.", "Legs", 4)
    page.get_by_role("button", name="4", exact=True).click()
    page.get_by_role("button", name="4", exact=True, pressed=False).wait_for()
    assert phone.values("workout", workout)["energy"] is None
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("Slept badly.")


def test_a_set_corrected_afterwards_changes_the_records(phone):
    _, before = session(NOW - timedelta(days=9), left_and_right(10, 9))
    workout, now = session(NOW - timedelta(hours=1), left_and_right(12, 9))
    phone.write([*before, *now])
    phone.open(f"finish/{workout}")
    phone.page.get_by_role("region", name="Records").wait_for()
    phone.write([{"type": "set", "id": now[2]["id"], "values": {"reps": 10}}])
    phone.page.get_by_role("link", name="Correct a set").click()
    phone.page.wait_for_function(f"() => location.hash === '#workout/{workout}'")
    phone.page.go_back()
    heading(phone.page, "How it was").wait_for()
    phone.page.get_by_role("cell", name="10", exact=True).wait_for()
    expect(phone.page.get_by_role("region", name="Records")).to_have_count(0)


def test_a_forgotten_workout_ends_with_its_last_set(phone):
    began = NOW - timedelta(hours=6)
    workout, rows = session(began, left_and_right(10, 9), finished=False, title="Forgotten")
    phone.write(rows)
    phone.open("start")
    phone.page.get_by_text("Forgotten is still open.").wait_for()
    phone.page.get_by_role("button", name=re.compile("Finish at")).click()
    heading(phone.page, "Forgotten").wait_for()
    assert phone.values("workout", workout)["finished_at"] == stamp(began + timedelta(minutes=4))
    phone.open("start")
    heading(phone.page, "Log a session").wait_for()
    expect(phone.page.get_by_text("still open")).to_have_count(0)


def test_who_goes_on_with_a_forgotten_workout_is_not_asked_again(phone):
    workout, rows = session(
        NOW - timedelta(hours=6), left_and_right(10, 9), finished=False, title="Forgotten"
    )
    phone.write(rows)
    phone.open("history")
    phone.page.get_by_role("button", name="Go on", exact=True).click()
    phone.page.wait_for_function(f"() => location.hash === '#workout/{workout}'")
    phone.open("history")
    phone.page.get_by_role("link", name=re.compile("Forgotten")).wait_for()
    expect(phone.page.get_by_text("still open")).to_have_count(0)


def test_a_discarded_workout_comes_back_by_undo_and_from_recently_deleted(phone):
    _workout, rows = session(
        NOW - timedelta(hours=6), left_and_right(10, 9), finished=False, title="Forgotten"
    )
    phone.write(rows)
    phone.open("history")
    page = phone.page
    link = page.get_by_role("link", name=re.compile("Forgotten"))
    page.get_by_role("button", name="Discard").click()
    link.wait_for(state="detached")
    page.get_by_role("button", name="Undo").click()
    link.wait_for()
    page.get_by_role("button", name="Discard").click()
    link.wait_for(state="detached")
    page.get_by_label("More").click()
    page.get_by_role("link", name="Recently deleted").click()
    page.get_by_role("button", name="Restore Forgotten").click()
    page.get_by_text("Nothing deleted").wait_for()
    phone.open("history")
    link.wait_for()
    assert (
        phone.do("return (await store.children('set', its)).filter((row) => row.gone).length", rows[1]["id"])
        == 0
    )


def test_a_full_phone_says_so_and_pretends_nothing(phone):
    workout, rows = session(NOW - timedelta(hours=1), left_and_right(10, 9))
    phone.write(rows)
    phone.open(f"finish/{workout}")
    page = phone.page
    page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => {"
        " throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    page.get_by_label("Note").fill("Not kept.")
    page.get_by_label("Note").blur()
    page.get_by_text("This phone is full and did not keep that.").wait_for()
    expect(page.get_by_label("Note")).to_have_value("Not kept.")
    assert phone.values("workout", workout).get("note", "") == ""
    page.get_by_role("link", name="Storage full: see why").click()
    heading(page, "This phone cannot keep what you log").wait_for()


def test_a_long_history_is_read_a_page_at_a_time_with_the_keyboard_going_on(phone):
    rows = [
        session(NOW - timedelta(days=3 * number), left_and_right(10, 9), title=f"Session {number}")[1]
        for number in range(1, 41)
    ]
    phone.write([change for each in rows for change in each])
    phone.open("history")
    page = phone.page
    page.get_by_role("link", name=re.compile("Session 29 ")).wait_for()
    expect(page.get_by_role("link", name=re.compile("Session 40 "))).to_have_count(0)
    page.get_by_role("button", name="Show earlier workouts").click()
    page.get_by_role("link", name=re.compile("Session 40 ")).wait_for()
    expect(page.get_by_role("link", name=re.compile(r"Session \d"))).to_have_count(40)
    expect(page.get_by_role("button", name="Show earlier workouts")).to_have_count(0)
    assert re.search(
        "Session (29|30) ", page.evaluate("document.activeElement.innerText + ' '").replace("\n", " ")
    )


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 390), ("light", 1280)])
def test_the_screens_are_whole_on_every_phone(
    catalogue: None, new_context: Callable[..., Any], assert_accessible: Any, scheme: str, width: int
) -> None:
    size = {"viewport": {"width": width, "height": 844}, "is_mobile": width < 700}
    phone = Phone(new_context(color_scheme=scheme, **size).new_page())
    _, before = session(NOW - timedelta(days=9), left_and_right(10, 9, load_kg="10.000"), drill=HINGE)
    workout, now = session(
        NOW - timedelta(hours=1), left_and_right(12, 11, load_kg="12.500", pain=5, note="Slow."), drill=HINGE
    )
    _, gone = session(
        NOW - timedelta(days=12), left_and_right(10, 9), title="A long name for a workout of the past"
    )
    phone.write([*before, *now, *gone])
    phone.do("await store.remove([{ type: 'workout', id: its }])", gone[0]["id"])
    shown = {
        "finish": "Records",
        "history": "History",
        "deleted": "Recently deleted",
        "waiting": "Only on this phone",
    }
    for screen, title in shown.items():
        phone.open(f"finish/{workout}" if screen == "finish" else screen)
        heading(phone.page, title).wait_for()
        phone.page.evaluate("document.documentElement.style.fontSize = ''")
        assert_accessible(phone.page)
        assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), screen
        assert phone.page.evaluate(SMALL_TARGETS) == [], screen
        phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = phone.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{screen} scrolls sideways by {wide} px with text at 200 %"
