import { equal, ok, test } from "./harness.js";
import { firstOpen, runPlan, secondsLeft, setsOf, unitAt } from "/static/js/domain/run-plan.js";

const BAND_LYING = { name: "Band lying", measures: ["reps", "band"], sides: "each_side", rest_seconds: 30, amount_min: 8 };
const KNEE_OUT = { name: "Knee out", measures: ["reps", "hold", "band"], sides: "both_together", rest_seconds: 30 };
const STRETCH = { name: "Stretch", measures: ["hold"], sides: "each_side", rest_seconds: 15 };
const SQUAT = { name: "Squat", measures: ["reps"], sides: "alternating", rest_seconds: 30 };
const STANDING = { name: "Standing", measures: ["reps", "breaths"], sides: "each_side", rest_seconds: 15 };

const entry = (id, drill, target = {}, more = {}) => ({ id, drill, target, sets: [], last: [], ...more });
const plan = (...entries) => runPlan(entries, { preferences: { rest_seconds: 60 } });
const shape = (pieces) => pieces.map(({ kind, sides, seconds }) => `${kind} ${sides.join("+")} ${seconds}`);

test("a warm-up of three drills is led from the first position to the last rep", () => {
  const pieces = plan(
    entry("a", KNEE_OUT, { sets: 1, amount_min: 15, rest_seconds: 30 }),
    entry("b", BAND_LYING, { sets: 1, amount_min: 8, amount_max: 10, rest_seconds: 30 }),
    entry("c", STANDING, { sets: 1, amount_min: 3, rest_seconds: 0 }),
  );
  equal(shape(pieces), [
    "ready both 20",
    "work both 60",
    "rest left 30",
    "work left 32",
    "switch right 20",
    "work right 32",
    "rest left 30",
    "work left 30",
    "switch right 10",
    "work right 30",
  ]);
});

test("before each piece of work stands one that leads to it", () => {
  const pieces = plan(entry("a", STRETCH, { sets: 3, amount_min: 30 }), entry("b", SQUAT, { sets: 2, amount_min: 5 }));
  pieces.forEach((piece, index) => equal(piece.kind === "work", index % 2 === 1));
  equal(new Set(pieces.map(({ key }) => key)).size, pieces.length);
  ok(pieces.every((piece) => piece.kind === "work" || !(piece.unitSeconds || piece.done)));
});

test("between sets of one drill lies its rest, and none between the sides", () => {
  const pieces = plan(entry("a", STRETCH, { sets: 2, amount_min: 30 }));
  equal(shape(pieces).slice(3), ["work right 30", "rest left 15", "work left 30", "switch right 10", "work right 30"]);
});

test("the rest is the routine's, else the drill's, else the person's", () => {
  const rest = (target, drill) => plan(entry("a", { ...STRETCH, ...drill }, { sets: 2, amount_min: 30, ...target }))[4].seconds;
  equal(rest({ rest_seconds: 45 }, {}), 45);
  equal(rest({}, {}), 15);
  equal(rest({}, { rest_seconds: null }), 60);
});

test("without a rest there is still time to get into position", () => {
  equal(shape(plan(entry("a", STRETCH, { sets: 2, amount_min: 30, rest_seconds: 0 })))[4], "ready left 5");
  const two = plan(entry("a", STRETCH, { amount_min: 30, rest_seconds: 0 }), entry("b", STRETCH, { amount_min: 30 }));
  equal(shape(two)[4], "ready left 20");
});

test("a superset takes turns and rests after both", () => {
  const together = { superset: "s" };
  const pieces = plan(
    entry("a", KNEE_OUT, { sets: 2, amount_min: 5, rest_seconds: 40 }, together),
    entry("b", KNEE_OUT, { sets: 3, amount_min: 5, rest_seconds: 50 }, together),
    entry("c", KNEE_OUT, { sets: 1, amount_min: 5 }),
  );
  const order = pieces.map(({ kind, entryId, seconds }) => `${entryId} ${kind} ${seconds}`);
  equal(
    order.filter((line) => !line.includes("work")),
    ["a ready 20", "b ready 20", "a rest 50", "b ready 20", "b rest 50", "c rest 50"],
  );
});

test("one side only, and the right one first, where that is asked", () => {
  equal(shape(plan(entry("a", STRETCH, { amount_min: 30, side: "right" }))), ["ready right 20", "work right 30"]);
  const right = runPlan([entry("a", STRETCH, { amount_min: 30 })], { preferences: { first_side: "right" } });
  equal(right.filter(({ kind }) => kind === "work").map(({ sides }) => sides[0]), ["right", "left"]);
});

test("alternating sides are one piece that leaves a set on each", () => {
  const [, work] = plan(entry("a", SQUAT, { amount_min: 5 }));
  equal([work.sides, work.seconds], [["left", "right"], 40]);
  equal(setsOf(work), [{ side: "left", reps: 5 }, { side: "right", reps: 5 }]);
  equal([0, 4, 8, 39, 99].map((spent) => unitAt(work, spent)).map(({ number, side }) => `${number} ${side}`), [
    "1 left", "1 right", "2 left", "5 right", "5 right",
  ]);
});

test("the amount is last time's, within what the routine asks for", () => {
  const amount = (reps) =>
    plan(entry("a", KNEE_OUT, { amount_min: 8, amount_max: 10 }, { last: [{ side: "both", round: 1, reps }] }))[1].amount;
  equal([4, 9, 14].map(amount), [8, 9, 10]);
  equal(plan(entry("a", KNEE_OUT, {}, { last: [{ side: "both", round: 1, reps: 14 }] }))[1].amount, 14);
  equal(plan(entry("a", BAND_LYING, {}))[1].amount, 8);
  equal(plan(entry("a", KNEE_OUT, {}))[1].amount, 10);
});

test("the band of last time is logged with the reps, each side its own", () => {
  const last = [
    { side: "left", round: 1, reps: 8, band_id: "green" },
    { side: "right", round: 1, reps: 8, band_id: "red" },
  ];
  const works = plan(entry("a", BAND_LYING, { amount_min: 8 }, { last })).filter(({ kind }) => kind === "work");
  equal(works.flatMap((work) => setsOf(work)), [
    { side: "left", reps: 8, band_id: "green" },
    { side: "right", reps: 8, band_id: "red" },
  ]);
});

test("a hold that is cut short counts the seconds held; none is no set", () => {
  const [, work] = plan(entry("a", STRETCH, { amount_min: 30 }));
  equal(setsOf(work, 12.8), [{ side: "left", hold_seconds: 12 }]);
  equal(setsOf(work, 0.4), []);
  equal(setsOf(work), [{ side: "left", hold_seconds: 30 }]);
});

test("reps that are breathed are paced by two breaths, and the breaths are logged", () => {
  const [, work] = plan(entry("a", STANDING, { amount_min: 3 }));
  equal([work.unitSeconds, setsOf(work)], [10, [{ side: "left", reps: 3, breaths: 6 }]]);
  equal([unitAt(work, 1).out, unitAt(work, 3).out, unitAt(work, 6).out], [false, true, false]);
});

test("a hold in each rep makes the rep longer", () => {
  const [, work] = plan(entry("a", KNEE_OUT, { amount_min: 10, hold_seconds: 5 }));
  equal([work.unitSeconds, work.seconds, setsOf(work)[0].hold_seconds], [7, 70, 5]);
});

test("what is done already is known, and the run begins after it", () => {
  const done = (side, round = 1) => ({ side, round, hold_seconds: 30 });
  const stretch = (sets) => plan(entry("a", STRETCH, { sets: 2, amount_min: 30 }, { sets }));
  equal(firstOpen(stretch([])), 0);
  const pieces = stretch([done("left")]);
  equal([pieces[1].done, pieces[3].done, firstOpen(pieces)], [true, false, 2]);
  const all = stretch([done("left"), done("right"), done("left", 2), done("right", 2)]);
  equal(firstOpen(all), all.length);
});

test("rounds that were begun keep their number, and a warm-up is none of them", () => {
  const sets = [
    { side: "both", round: 1, reps: 5, kind: "warm_up" },
    { side: "both", round: 3, reps: 5, kind: "working" },
  ];
  const works = plan(entry("a", KNEE_OUT, { sets: 2, amount_min: 5 }, { sets })).filter(({ kind }) => kind === "work");
  equal(works.map(({ round, turn }) => [round, turn]), [[3, 1], [4, 2]]);
});

test("a skipped drill and one that nobody knows are left out", () => {
  equal(plan(entry("a", STRETCH, {}, { skipped: true }), entry("b", undefined)), []);
});

test("a drill with nothing to count lasts until the person says so", () => {
  const drill = { measures: ["band"], sides: "both_together" };
  const [lead, work] = plan(entry("a", drill, { sets: 1, band_id: "green" }));
  equal([lead.untimed, work.untimed, work.seconds], [false, true, 0]);
  equal(setsOf(work), [{ side: "both", band_id: "green" }]);
  equal(setsOf(plan(entry("a", drill, { sets: 1 }))[1]), []);
});

test("the time to the end counts what is still to come", () => {
  const pieces = plan(entry("a", STRETCH, { amount_min: 30 }));
  equal(secondsLeft(pieces, 0, 0), 90);
  equal(secondsLeft(pieces, 1, 12), 58);
});
