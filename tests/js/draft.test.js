import { changesOf, draftFrom, draftOf, stillOpen } from "/static/js/domain/draft.js";
import { roundsOf } from "/static/js/domain/rounds.js";
import { agoWords, captionOf, lastRoundOf, loggedWords, logWords, planOf, setWords } from "/static/js/domain/set-words.js";
import { turnOf } from "/static/js/domain/turns.js";
import { equal, test } from "./harness.js";

const HINGE = { id: "hinge", measures: ["reps", "load"], sides: "each_side", amount_min: 5 };
const TERMS = { bands: new Map(), unit: "kg" };
let made = 0;

function set(values) {
  made += 1;
  const felt = { effort: null, pain: null, note: "", kind: "working", load_unit: "kg" };
  return { id: `s${made}`, order: made, round: 1, side: "left", reps: 5, load_kg: null, ...felt, ...values };
}

function entry(sets, target = {}) {
  return { id: "entry", drill: HINGE, target, skipped: false, superset: null, sets, rounds: roundsOf(sets, HINGE, TERMS) };
}

function session(sets, target, last = null) {
  const each = entry(sets, target);
  const turn = turnOf(each);
  return { entry: each, turn, last, terms: TERMS, unit: "kg", editing: false, isOver: false, draft: draftOf(each, last, turn) };
}

test("a draft is of the side that is next, in its round", () => {
  const { draft } = session([set({ reps: 6 })]);
  equal([draft.round, draft.place, draft.side, draft.values], [1, 1, "right", { reps: 5, load_kg: null }]);
});

test("a load that was changed on one side is offered to the other, a load of its own is kept", () => {
  const last = [set({ load_kg: "10.000" }), set({ side: "right", load_kg: "8.000" })];
  const then = { sets: last, rounds: roundsOf(last, HINGE, TERMS) };
  equal(session([set({ load_kg: "12.500" })], {}, then).draft.values.load_kg, "12.500");
  equal(session([set({ load_kg: "10.000" })], {}, then).draft.values.load_kg, "8.000");
});

test("a warm-up on one side is a warm-up on the other", () => {
  equal(session([set({ kind: "warm_up" })]).draft.kind, "warm_up");
});

test("the side that was chosen out of turn begins a round of its own", () => {
  const each = entry([set({})]);
  equal(draftOf(each, null, turnOf(each), "left").round, 2);
});

test("correcting writes what differs and nothing else, in the unit that was typed", () => {
  const done = set({ reps: 5, load_kg: "20.412", load_unit: "lb" });
  const draft = draftFrom(entry([done]), done);
  equal([draft.unit, changesOf(draft, done)], ["lb", {}]);
  equal(changesOf({ ...draft, values: { ...draft.values, reps: 6 }, pain: 2 }, done), { reps: 6, pain: 2 });
});

test("a kept draft stands until its side of its round was logged", () => {
  const { draft } = session([set({})]);
  equal(stillOpen(draft, [entry([set({})])]), true);
  equal(stillOpen(draft, [entry([set({}), set({ side: "right" })])]), false);
  equal(stillOpen(draft, []), false);
});

test("the button says what it writes, and ears hear what was written", () => {
  const now = session([], { sets: 2 });
  now.draft.values.load_kg = "12.500";
  equal(logWords(now), "Log left · 5 reps · 12.5 kg");
  equal(logWords({ ...now, editing: true }), "Save left · 5 reps · 12.5 kg");
  equal([setWords(now), captionOf("reps", "left"), captionOf("hold", "both")], ["Set 1 of 2", "reps, left", "seconds"]);
  equal(loggedWords(set({ reps: 1 }), now.entry, TERMS, "kg"), "Left, 1 rep logged.");
});

test("the same round of last time stands beside the set, and later ones as a plan", () => {
  const last = [set({}), set({ side: "right", reps: 4 }), set({ round: 2, reps: 3 })];
  const then = { date: "2026-11-19", sets: last, rounds: roundsOf(last, HINGE, TERMS) };
  equal(lastRoundOf(then, 1, "2026-11-22"), { left: "5", right: "4", both: "", line: "3 days ago" });
  equal(lastRoundOf(null, 1, "2026-11-22"), null);
  const rows = planOf(session([], { sets: 2 }, then));
  equal(rows.map(({ place, left, right }) => [place, left, right]), [[2, "3", "4"]]);
});

test("days are counted until they are many", () => {
  const ago = (date) => agoWords(date, "2026-11-22");
  equal([ago("2026-11-22"), ago("2026-11-21"), ago("2026-11-01")], ["today", "yesterday", "21 days ago"]);
  equal(ago("2026-03-02"), "2 Mar");
});
