/* What a workout came to: as workouts/queries/history.py and workout.py say it. */

import { countSets } from "./rounds.js";

// From here on the pages say when to stop.
export const PAIN_TO_HEED = 4;
const MINUTE = 60_000;
const LONGEST = 24 * 60 * MINUTE;
const HOUR = 60 * MINUTE;
const FORGOTTEN_AFTER = 4 * HOUR;

/** workout: {startedAt, finishedAt, entries: [{sets}]} → {minutes, sets, pain}; null for what is not known. */
export function summaryOf(workout) {
  const sets = workout.entries.flatMap((entry) => entry.sets);
  const pains = sets.map((set) => set.pain).filter((pain) => pain != null);
  return {
    minutes: minutesOf(workout),
    sets: workout.entries.reduce((sum, entry) => sum + countSets(entry.sets), 0),
    pain: pains.length ? Math.max(...pains) : null,
  };
}

/** Unknown without both ends, and when the end was forgotten for a day. */
export function minutesOf({ startedAt, finishedAt }) {
  const length = Date.parse(finishedAt) - Date.parse(startedAt);
  if (!(length >= 0) || length > LONGEST) return null;
  return Math.max(Math.round(length / MINUTE), 1);
}

/** When the last set was done; without one, the start. Null where neither is known. */
export function lastDeed({ startedAt, entries }) {
  const moments = entries.flatMap((entry) => entry.sets).map((set) => Date.parse(set.done_at));
  return Math.max(...moments.filter(Boolean), Date.parse(startedAt) || 0) || null;
}

/** Left open: nothing done for four hours, or for one where a night lies between. `seen` is when the person last
    said that they go on with it. */
export function isForgotten(workout, { now, today, seen = 0 }) {
  const last = lastDeed(workout);
  if (workout.finishedAt || last === null) return false;
  const quiet = now - Math.max(last, seen);
  return quiet > FORGOTTEN_AFTER || (workout.date < today && quiet > HOUR);
}
