import { equal, ok, test } from "./harness.js";
import { cuesOf, dueCues } from "/static/js/domain/cues.js";

const said = (piece) => cuesOf(piece).filter(({ say }) => say);
const tones = (piece) => cuesOf(piece).map(({ at, tone }) => `${at} ${tone}`);

test("each kind of piece opens with its own tone", () => {
  const opening = (kind) => cuesOf({ kind, seconds: 10 })[0].tone;
  equal(["ready", "work", "switch", "rest"].map(opening), ["ready", "start", "switch", "done"]);
});

test("a hold is counted in at its end and halved once", () => {
  equal(tones({ kind: "work", seconds: 30 }), ["0 start", "15 half", "27 tick", "28 tick", "29 tick"]);
  equal(tones({ kind: "work", seconds: 10 }), ["0 start", "7 tick", "8 tick", "9 tick"]);
});

test("reps have a beat each and no countdown", () => {
  equal(tones({ kind: "work", seconds: 12, unitSeconds: 4 }), ["0 start", "4 beat", "8 beat"]);
});

test("what is read out does not flood", () => {
  equal(said({ kind: "work", seconds: 120 }).map(({ at }) => at), [60, 110]);
  equal(said({ kind: "work", seconds: 30 }).map(({ at }) => at), [15]);
  equal(said({ kind: "work", seconds: 10 }), []);
  equal(said({ kind: "rest", seconds: 60 }).map(({ at }) => at), [50]);
  equal(said({ kind: "switch", seconds: 10 }), []);
});

test("a cue is due once, in the look that passes it", () => {
  const cues = cuesOf({ kind: "work", seconds: 30 });
  equal(dueCues(cues, -1, 0).map(({ tone }) => tone), ["start"]);
  equal(dueCues(cues, 0, 14.9), []);
  equal(dueCues(cues, 14.9, 15.1).map(({ tone }) => tone), ["half"]);
  equal(dueCues(cues, 15.1, 15.3), []);
});

test("after a nap the missed counts are not made up for", () => {
  const cues = cuesOf({ kind: "work", seconds: 60, unitSeconds: 4 });
  equal(dueCues(cues, 4, 40.5).map(({ at }) => at), [40]);
  ok(dueCues(cues, -1, 30).some(({ tone }) => tone === "start"));
});

test("a piece that lasts until the person says so only opens", () => {
  equal(tones({ kind: "work", seconds: 0, untimed: true }), ["0 start"]);
});
