import { minutesOf } from "/static/js/domain/minutes.js";
import { joinNext, leave, placeInGroup, settle } from "/static/js/domain/supersets.js";
import { equal, ok, test } from "./harness.js";

/** "a1 b1 c -": ids with the number of their superset. */
const list = (text) =>
  text.split(" ").map((each) => ({ id: each[0], superset: each[1] ? Number(each[1]) : null }));

const after = (text, changes) => {
  const numbers = new Map(changes.map(({ id, superset }) => [id, superset]));
  return list(text)
    .map(({ id, superset }) => `${id}${(numbers.has(id) ? numbers.get(id) : superset) ?? ""}`)
    .join(" ");
};

test("minutes are those of the server, case by case", async () => {
  const cases = await (await fetch("/tests/cases/minutes.json")).json();
  ok(cases.length > 20);
  for (const { says, pieces, minutes } of cases) equal([says, minutesOf(pieces)], [says, minutes]);
});

test("a group is of neighbours; one alone is none", () => {
  const items = list("a1 b1 c1 d e2 f1");
  equal(items.map((_, index) => placeInGroup(items, index)), ["first", "middle", "last", "", "", ""]);
});

test("two are joined under a new number, and the next group comes along whole", () => {
  equal(after("a b c", joinNext(list("a b c"), "a")), "a1 b1 c");
  equal(after("a1 b1 c d", joinNext(list("a1 b1 c d"), "c")), "a1 b1 c2 d2");
  equal(after("a1 b1 c d", joinNext(list("a1 b1 c d"), "b")), "a1 b1 c1 d");
  equal(after("a b2 c2", joinNext(list("a b2 c2"), "a")), "a2 b2 c2");
  equal(after("a1 b1 c2 d2", joinNext(list("a1 b1 c2 d2"), "b")), "a1 b1 c1 d1");
  equal(joinNext(list("a b"), "b"), []);
});

test("what is left alone is no superset any more", () => {
  equal(after("a1 b1 c", leave(list("a1 b1 c"), "a")), "a b c");
  equal(after("a1 b1 c1", leave(list("a1 b1 c1"), "a")), "a b1 c1");
  equal(after("a1 b1 c1", leave(list("a1 b1 c1"), "b")), "a b c");
});

test("moved between two of a group it joins, away from its own it leaves", () => {
  equal(after("a1 c b1", settle(list("a1 c b1"), "c")), "a1 c1 b1");
  equal(after("b1 c a1", settle(list("b1 c a1"), "a")), "b c a");
  equal(after("b1 a1 c", settle(list("b1 a1 c"), "a")), "b1 a1 c");
  equal(after("a2 b1 c1", settle(list("a2 b1 c1"), "a")), "a b1 c1");
});
