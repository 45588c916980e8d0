import { merge } from "../../static/js/domain/merge.js";
import { GAP, between, inOrder, place, renumber } from "../../static/js/domain/order.js";
import { RECORD_TYPES, changeOf, childTypes, fields, rankOf, registersOf } from "../../static/js/domain/records.js";
import { after, compare, seen } from "../../static/js/domain/stamps.js";
import { equal, ok, test, throws } from "./harness.js";

const read = async (name) => (await fetch(`/tests/cases/${name}.json`)).json();

test("registers merge as the shared cases say", async () => {
  const cases = await read("merge");
  ok(cases.length > 20);
  for (const { name, mine, incoming, expected, changed } of cases) {
    const before = JSON.stringify([mine, incoming]);
    const merged = merge(mine, incoming);
    equal([name, merged.registers, merged.changed.sort()], [name, expected, changed]);
    equal(JSON.stringify([mine, incoming]), before);
  }
});

test("the phone's table of records is the server's", async () => {
  const table = await read("records");
  const server = Object.fromEntries(
    Object.entries(table).map(([type, { parent, needed, registers }]) => [type, { parent, needed, registers }]),
  );
  equal(RECORD_TYPES, server);
  equal(Object.keys(RECORD_TYPES), Object.keys(table));
});

test("parents rank before their children, and the unknown last", () => {
  for (const [type, { parent }] of Object.entries(RECORD_TYPES)) if (parent) ok(rankOf(parent) < rankOf(type));
  ok(rankOf("mood") > Math.max(...Object.keys(RECORD_TYPES).map(rankOf)));
  equal([childTypes("workout"), childTypes("set"), childTypes("mood")], [["entry"], [], []]);
});

test("a stamp is the corrected clock, and never behind what it edits or what this device gave", () => {
  equal(after({ clock: 1000, offset: 50 }), 1050);
  equal(after({ clock: 1000, offset: 50, seen: 5000 }), 5001);
  equal(after({ clock: 1000, seen: 5, last: 1000 }), 1001);
  equal(after({ clock: -5 }), 1);
});

test("one absurd stamp stays editable and carries no other record to the end of the range", () => {
  equal(after({ clock: 1000, seen: 2 ** 53 }), 2 ** 53);
  equal(after({ clock: 1000, last: 2 ** 53 }), 1000);
  equal(after({ clock: 1000, last: 2 ** 51 }), 2 ** 51 + 1);
});

test("stamps compare as pairs", () => {
  ok(compare([9, "z"], [10, "a"]) < 0);
  ok(compare([9, "b"], [9, "a"]) > 0);
  equal(compare([9, "a"], [9, "a"]), 0);
  equal([seen({}), seen({ a: { stamp: [3, "x"] }, b: { stamp: [7, "x"] } })], [0, 7]);
});

test("fields are grouped into whole registers, over what stands or the defaults", () => {
  const plan = { stamp: [1, "a"], values: { drill_id: "d", target: { sets: 2 }, skipped: false } };
  equal(registersOf("entry", { skipped: true, note: "slow" }, { plan }), {
    plan: { drill_id: "d", target: { sets: 2 }, skipped: true },
    note: { note: "slow" },
  });
  equal(registersOf("band", { name: "Mine" }), { look: { name: "Mine", colour: "", level: 1, pull_kg: null } });
});

test("a field that a record does not have is a mistake", () => throws(() => registersOf("band", { reps: 3 }), /no reps/));

test("a row is flat with its defaults, and what this version does not know is kept", () => {
  const row = {
    type: "band",
    id: "b",
    unsent: ["look"],
    registers: {
      look: { stamp: [1, "a"], values: { name: "Mine", colour: "red", level: 2, pull_kg: null } },
      mood: { stamp: [1, "a"], values: { mood: "blue" } },
    },
  };
  const flat = fields(row);
  equal([flat.name, flat.archived, flat.deleted, flat.waiting, flat.parent, flat.mood], ["Mine", false, false, true, null, "blue"]);
  equal(changeOf(row, ["look"]), { type: "band", id: "b", registers: { look: row.registers.look } });
  equal(changeOf({ ...row, parent: "p" }).parent, "p");
  equal(fields({ type: "mood", id: "m", registers: { a: { stamp: [1, "a"], values: { b: 1 } } } }).b, 1);
});

test("a key of an order lies between its neighbours", () => {
  equal([between(null, null), between(GAP, null), between(null, GAP), between(2, 5)], [GAP, 2 * GAP, 0, 3]);
  equal([between(2, 3), between(2, 2), between(-3, -1)], [null, null, -2]);
  equal(renumber(3), [GAP, 2 * GAP, 3 * GAP]);
});

test("placing writes one key while there is room, and all when there is none", () => {
  const list = [
    { id: "a", order: 1 },
    { id: "b", order: 2 },
    { id: "c", order: 100 },
  ];
  equal(place(list, "a", 1), [{ id: "a", order: 51 }]);
  equal(place(list, "c", 1), [
    { id: "a", order: GAP },
    { id: "c", order: 2 * GAP },
    { id: "b", order: 3 * GAP },
  ]);
  equal(place(list, "new", 3), [{ id: "new", order: 100 + GAP }]);
  equal(place([], "new", 0), [{ id: "new", order: GAP }]);
});

test("any list of moves leaves the order that was meant", () => {
  let list = [];
  let meant = [];
  let seed = 7;
  const random = (most) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % most;
  };
  for (let turn = 0; turn < 400; turn += 1) {
    const id = random(3) || meant.length < 3 ? `id-${turn}` : meant[random(meant.length)];
    meant = meant.filter((each) => each !== id);
    const index = random(3) ? Math.min(1, meant.length) : random(meant.length + 1);
    meant.splice(index, 0, id);
    const written = new Map(place(list, id, index).map((each) => [each.id, each]));
    list = [...list.filter((each) => !written.has(each.id)), ...written.values()].sort(inOrder);
    equal(list.map((each) => each.id), meant);
  }
});
