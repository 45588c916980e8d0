import { equal, test } from "./harness.js";
import { timedNext, timedPieces } from "/static/js/domain/timed-set.js";

const STRETCH = { measures: ["hold"], sides: "each_side" };
const session = (drill, values, more = {}) => ({
  entry: { id: "a", drill },
  draft: { round: 2, side: "right", values },
  isOver: false,
  editing: false,
  ...more,
});
const shape = (pieces) => pieces.map(({ kind, sides, seconds }) => `${kind} ${sides} ${seconds}`);

test("what is held, lasts or is breathed can be timed, for as long as the box says", () => {
  equal(timedNext(session(STRETCH, { hold_seconds: 45 })).amount, 45);
  equal(timedNext(session(STRETCH, { hold_seconds: null })).amount, 30);
  equal(timedNext(session({ ...STRETCH, measures: ["breaths"] }, { breaths: 4 })).measure, "breaths");
});

test("reps, a plan that is done and a set that is corrected cannot", () => {
  equal(timedNext(session({ ...STRETCH, measures: ["reps", "hold"] }, { reps: 8 })), null);
  equal(timedNext(session(STRETCH, { hold_seconds: 45 }, { isOver: true })), null);
  equal(timedNext(session(STRETCH, { hold_seconds: 45 }, { editing: true })), null);
  equal(timedNext(session(undefined, {}, { entry: null })), null);
});

test("one gets ready for the first side and changes to the other", () => {
  const next = timedNext(session(STRETCH, { hold_seconds: 45 }));
  equal(shape(timedPieces(next)), ["ready right 5", "work right 45"]);
  equal(shape(timedPieces(next, { after: true })), ["switch right 10", "work right 45"]);
});

test("breaths are paced", () => {
  const next = timedNext(session({ measures: ["breaths"], sides: "both_together" }, { breaths: 4 }));
  const [lead, work] = timedPieces(next);
  equal([lead.unitSeconds, work.unitSeconds, work.seconds], [0, 5, 20]);
});
