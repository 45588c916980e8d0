import { equal, test } from "./harness.js";
import { isForgotten, lastDeed, minutesOf, summaryOf } from "/static/js/domain/summary.js";

const HOUR = 3_600_000;
const START = Date.parse("2026-11-22T17:00:00.000Z");
const at = (hours) => new Date(START + hours * HOUR).toISOString();
const set = (values) => ({ id: "s", round: 1, order: 1, side: "both", pain: null, done_at: at(0.5), ...values });
const open = (sets, values = {}) => ({
  startedAt: at(0),
  finishedAt: null,
  date: "2026-11-22",
  entries: [{ sets }],
  ...values,
});

test("pairs count as one set, and the worst pain is what is said", () => {
  const sets = [
    set({ id: "a", side: "left", pain: 2 }),
    set({ id: "b", side: "right", pain: 5 }),
    set({ id: "c", side: "left", round: 2 }),
  ];
  equal(summaryOf({ ...open(sets), finishedAt: at(0.5) }), { minutes: 30, sets: 2, pain: 5 });
  equal(summaryOf(open([])), { minutes: null, sets: 0, pain: null });
});

test("a length is not known without both ends, nor when the end was forgotten for a day", () => {
  const length = (startedAt, finishedAt) => minutesOf({ startedAt, finishedAt });
  equal(length(at(0), at(0.001)), 1);
  equal(length(at(0), null), null);
  equal(length(null, at(1)), null);
  equal(length(at(1), at(0)), null);
  equal([length(at(0), at(24)), length(at(0), at(24.1))], [1440, null]);
});

test("a workout is forgotten four hours after its last set", () => {
  const workout = open([set({ done_at: at(1) })]);
  equal(lastDeed(workout), START + HOUR);
  const asked = (hours, values) => isForgotten({ ...workout, ...values }, { now: START + hours * HOUR, today: "2026-11-22" });
  equal([asked(4.9), asked(5.1)], [false, true]);
  equal(asked(50, { finishedAt: at(1) }), false);
});

test("past midnight one hour is enough, but nobody is interrupted between two sets", () => {
  const workout = open([set({ done_at: at(6.9) })]);
  const asked = (hours) => isForgotten(workout, { now: START + hours * HOUR, today: "2026-11-23" });
  equal([asked(7.1), asked(8)], [false, true]);
});

test("who said that they go on is left alone for another four hours", () => {
  const workout = open([set({ done_at: at(1) })]);
  const asked = (hours) => isForgotten(workout, { now: START + hours * HOUR, today: "2026-11-22", seen: START + 6 * HOUR });
  equal([asked(9.9), asked(10.1)], [false, true]);
});

test("without a set the start is the last deed; without that nothing is known", () => {
  equal(lastDeed(open([])), START);
  equal(lastDeed(open([set({ done_at: null })], { startedAt: null })), null);
  equal(isForgotten(open([], { startedAt: null }), { now: START + 99 * HOUR, today: "2026-11-26" }), false);
});
