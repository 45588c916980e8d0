import { nameAmount, parse, sayDone, showDone, stepped, written } from "/static/js/domain/amounts.js";
import { isDone, leadingMeasure, sidesOf } from "/static/js/domain/drills.js";
import { prefilled } from "/static/js/domain/prefill.js";
import { countSets, inARow, roundsOf } from "/static/js/domain/rounds.js";
import { restSeconds, targetWords } from "/static/js/domain/targets.js";
import { entryToOpen, nextEntry, turnOf } from "/static/js/domain/turns.js";
import { kgFrom, loadIn, showLoad } from "/static/js/domain/units.js";
import { equal, ok, test, throws } from "./harness.js";

const PRONE = { id: "prone", measures: ["reps", "band"], sides: "each_side", amount_min: 8 };
const SQUAT = { id: "squat", measures: ["reps", "load"], sides: "both_together", amount_min: 5 };
const GREEN = { id: "green", name: "Light" };
const TERMS = { bands: new Map([["green", GREEN]]), unit: "kg" };
let made = 0;

function set(values) {
  made += 1;
  const empty = { reps: null, hold_seconds: null, duration_seconds: null, load_kg: null, band_id: null, breaths: null };
  const felt = { effort: null, pain: null, note: "", kind: "working", done_at: `2026-11-22T18:30:${made}` };
  return { id: `set-${made}`, order: made, round: 1, side: "both", cycles: null, ...empty, ...felt, ...values };
}

function entry(id, sets, { drill = PRONE, target = {}, ...more } = {}) {
  return { id, drill, target, skipped: false, superset: null, sets, rounds: roundsOf(sets, drill, TERMS), ...more };
}

const pairs = (count) =>
  Array.from({ length: count }, (_, index) => ["left", "right"].map((side) => set({ round: index + 1, side, reps: 9 }))).flat();

test("every quarter-pound comes back as it was typed, and kilograms to the gram", () => {
  for (let quarters = 0; quarters < 4000; quarters += 7) {
    const typed = String(quarters / 4);
    equal(loadIn(kgFrom(typed, "lb"), "lb"), typed);
  }
  equal([kgFrom("12,5", "kg"), kgFrom("45", "lb"), kgFrom(".5", "kg")], ["12.500", "20.412", "0.500"]);
  equal([kgFrom("0.0005", "kg"), kgFrom("0.0015", "kg")], ["0.000", "0.002"]);
  equal([kgFrom("", "kg"), kgFrom("1e3", "kg"), kgFrom("-2", "kg"), kgFrom(".", "kg")], [null, null, null, null]);
  equal([showLoad("12.500", "kg"), showLoad("20.000", "kg"), showLoad("20.412", "lb")], ["12.5 kg", "20 kg", "45 lb"]);
});

test("a set is shown with its main number first and said in full", () => {
  equal(showDone(set({ reps: 10, load_kg: "12.500" }), "reps", "kg"), ["10", "× 12.5 kg"]);
  equal(showDone(set({ hold_seconds: 90 }), "hold", "kg"), ["1:30", ""]);
  equal(showDone(set({ cycles: 3, breaths: 1 }), "cycles", "kg"), ["3", "1 breath"]);
  equal(showDone(set({ duration_seconds: 3605 }), "duration", "kg"), ["1:00:05", ""]);
  equal(showDone(set({}), "reps", "kg"), ["–", ""]);
  equal(sayDone(set({ reps: 1, load_kg: "10.000" }), "lb"), "1 rep, 22.05 lb");
  equal([nameAmount("hold", 45), nameAmount("duration", 30)], ["45 s hold", "30 s"]);
});

test("what is typed is read as its measure means it, or refused in a sentence", async () => {
  equal([parse("reps", " 12 "), parse("reps", ""), parse("duration", "2:30"), parse("duration", "2")], [12, null, 150, 120]);
  equal([parse("load", "27,5", "kg"), written("duration", 150), written("load", "20.412", "lb")], ["27.500", "2:30", "45"]);
  await throws(() => parse("reps", "ten"), /whole number/);
  await throws(() => parse("reps", "-1"), /whole number/);
  await throws(() => parse("reps", "10001"), /10,000 at most/);
  await throws(() => parse("load", "10000", "kg"), /9,999 kg/);
  await throws(() => parse("duration", "1:2:3"), /2:30/);
});

test("plus and minus go by the measure's own stride and stop at nothing", () => {
  equal([stepped("reps", 0, -1), stepped("reps", null, 1), stepped("hold", 30, 1)], [0, 1, 35]);
  equal([stepped("load", null, 1, "kg"), stepped("load", "20.412", 1, "lb"), stepped("load", "1.000", -1)], [
    "2.500",
    kgFrom("50", "lb"),
    "0.000",
  ]);
});

test("left and right of a round stand on one row and count as one set", () => {
  const sets = [
    set({ side: "right", reps: 8, order: 2 }),
    set({ side: "left", reps: 9, order: 1, band_id: "green", pain: 2 }),
    set({ side: "left", round: 2, reps: 7 }),
  ];
  const [first, second] = roundsOf(sets, PRONE, TERMS);
  equal([first.left[0].text, first.right[0].text, first.band, first.marks], ["9", "8", "Light", ["Pain 2, left"]]);
  equal([first.missing, second.missing, first.left[0].spoken], ["", "right", "9 reps, Light"]);
  equal([countSets(sets), countSets([...sets, set({ round: 2, side: "left" })])], [2, 3]);
});

test("several in a row share what stands beside them", () => {
  const cells = (...sets) => roundsOf(sets, SQUAT, TERMS).flatMap((round) => round.both);
  equal(inARow(cells(set({ reps: 10 }), set({ reps: 9, round: 2 }))), "10 9");
  const loaded = [set({ reps: 5, load_kg: "12.500" }), set({ reps: 5, load_kg: "12.500", round: 2 })];
  equal(inARow(cells(...loaded)), "5 5 × 12.5 kg");
  equal(inARow(cells(...loaded, set({ reps: 4, load_kg: "15.000", round: 3 }))), "5 × 12.5 kg, 5 × 12.5 kg, 4 × 15 kg");
});

test("the next set starts with the same round and side of last time, on the band held just now", () => {
  const last = [
    set({ side: "left", reps: 10, band_id: "green" }),
    set({ side: "right", reps: 8, band_id: "green" }),
    set({ side: "left", round: 2, reps: 9, band_id: "green" }),
  ];
  const here = [set({ side: "left", reps: 12, band_id: "blue" })];
  const values = prefilled({ drill: PRONE, number: 2, here, last, target: {} });
  equal(values.left, { reps: 9, band_id: "blue" });
  equal(values.right, { reps: 8, band_id: "green" });
  equal(prefilled({ drill: PRONE, number: 3, here, last, target: {} }).left.reps, 12);
});

test("without a last time the target is where one starts, else the drill's dose", () => {
  const blank = { number: 1, here: [], last: [] };
  equal(prefilled({ ...blank, drill: PRONE, target: { amount_min: 6 } }).left, { reps: 6, band_id: null });
  equal(prefilled({ ...blank, drill: SQUAT, target: { load_kg: "20.000" } }).both, { reps: 5, load_kg: "20.000" });
  const held = { ...PRONE, measures: ["reps", "hold"] };
  equal(prefilled({ ...blank, drill: held, target: { hold_seconds: 5 } }).right, { reps: 8, hold_seconds: 5 });
});

test("a drill knows its sides, its number, and when a set of it is done", () => {
  equal([sidesOf(PRONE), sidesOf(PRONE, { first: "right" }), sidesOf(PRONE, { only: "right" })], [
    ["left", "right"],
    ["right", "left"],
    ["right"],
  ]);
  equal(sidesOf(SQUAT, { only: "left" }), ["both"]);
  equal([leadingMeasure({ measures: ["band"] }), leadingMeasure({ measures: ["band", "hold"] })], ["", "hold"]);
  equal([isDone(SQUAT, { reps: null, load_kg: "20.000" }), isDone(SQUAT, { reps: 0 })], [false, true]);
  equal([isDone({ measures: ["band"] }, { band_id: "green" }), isDone({ measures: ["load"] }, { load_kg: "1" })], [true, true]);
});

test("a target is said in a line, and rests come from it, the drill, the person", () => {
  equal(targetWords(PRONE, { sets: 2, amount_min: 8, amount_max: 10 }), "2 × 8–10 reps");
  equal(targetWords({ measures: ["hold"] }, { amount_min: 30, amount_max: 30 }), "30 s");
  equal(targetWords({ measures: ["band"] }, { amount_min: 30 }), "");
  equal([restSeconds({ rest_seconds: 0 }, { rest_seconds: 60 }, {}), restSeconds({}, {}, { rest_seconds: 90 })], [0, 90]);
});

test("left is followed by right of the same round, then by the next round", () => {
  const turn = (sets, options) => turnOf(entry("a", sets, { target: { sets: 2 } }), options);
  const place = ({ round, side, over }) => [round, side, over];
  equal(place(turn([])), [1, "left", false]);
  equal(place(turn([], { first: "right" })), [1, "right", false]);
  equal(place(turn(pairs(1).slice(0, 1))), [1, "right", false]);
  equal(place(turn(pairs(1))), [2, "left", false]);
  equal(place(turn(pairs(2))), [3, "left", true]);
  equal(turn(pairs(2)).planned, 2);
});

test("warm-ups come on top of the planned sets", () => {
  const sets = pairs(2);
  sets[0].kind = sets[1].kind = "warm_up";
  const turn = turnOf(entry("a", sets, { target: { sets: 2 } }));
  equal([turn.over, turn.place, turn.planned], [false, 3, 3]);
});

test("a side that its target leaves out is not waited for", () => {
  const turn = turnOf(entry("a", pairs(1).slice(1), { target: { sets: 2, side: "right" } }));
  equal([turn.round, turn.side], [2, "right"]);
});

test("after the last planned set comes the next drill that is to be done", () => {
  const entries = [
    entry("done", pairs(2), { target: { sets: 2 } }),
    entry("skipped", [], { skipped: true }),
    entry("next", [], { target: { sets: 1 } }),
  ];
  const turns = new Map(entries.map((each) => [each.id, turnOf(each)]));
  equal(nextEntry(entries, entries[0], turns).id, "next");
  equal(entryToOpen(entries, turns).id, "next");
  entries[2] = entry("next", pairs(1), { target: { sets: 1 } });
  turns.set("next", turnOf(entries[2]));
  equal(nextEntry(entries, entries[2], turns), null);
});

test("without a plan a drill goes on until its person goes on", () => {
  const entries = [entry("a", pairs(4)), entry("b", [])];
  const turns = new Map(entries.map((each) => [each.id, turnOf(each)]));
  equal(nextEntry(entries, entries[0], turns).id, "a");
});

test("a superset alternates round by round, and left and right stay together", () => {
  const plan = { target: { sets: 2 }, superset: 1 };
  const at = (first, second) => {
    const entries = [entry("a", first, plan), entry("b", second, plan), entry("c", [])];
    return [entries, new Map(entries.map((each) => [each.id, turnOf(each)]))];
  };
  const next = (index, first, second) => {
    const [entries, turns] = at(first, second);
    return nextEntry(entries, entries[index], turns)?.id;
  };
  equal(next(0, pairs(1).slice(0, 1), []), "a");
  equal(next(0, pairs(1), []), "b");
  equal(next(1, pairs(1), pairs(1)), "a");
  equal(next(0, pairs(2), pairs(1)), "b");
  equal(next(1, pairs(2), pairs(2)), "c");
});

test("an opened workout goes on where it was left", () => {
  const entries = [entry("a", []), entry("b", pairs(1).slice(0, 1)), entry("c", [])];
  const turns = new Map(entries.map((each) => [each.id, turnOf(each)]));
  equal(entryToOpen(entries, turns).id, "b");
  ok(entryToOpen([], new Map()) === null);
});
