/* Workouts as the summary, the history and the reminders need them. */

import { recordsBroken } from "../domain/bests.js";
import { isForgotten, lastDeed } from "../domain/summary.js";
import { localDay } from "../lib/dates.js";
import { recentWorkouts } from "./workouts.js";
import { fields } from "./store.js";

const A_PAGE = 30;
const LOOKED_THROUGH = 12;
const SEEN = "workouts gone on with";
const REMINDED = "reminded of being alone";
const REMIND_AGAIN_MS = 7 * 86_400_000;

/** What the workout did better than all before it: [{drill, records}], drills in their order. */
export async function recordsIn(store, workout) {
  const drills = new Map(workout.entries.filter((entry) => entry.sets.length).map(({ drill }) => [drill.id, drill]));
  const all = await Promise.all(
    [...drills.values()].map(async (drill) => ({
      drill,
      records: worthSaying(recordsBroken(await setsOfDrill(store, drill.id), workout.id)),
    })),
  );
  return all.filter(({ records }) => records.length);
}

/* What was one set is not said again as a whole session. */
function worthSaying(records) {
  const inOneSet = ({ what }) => what === "most" || what === "longest";
  const same = (one, other) => one.side === other.side && one.measure === other.measure && one.value === other.value;
  return records.filter((each) => each.what !== "session" || !records.some((other) => inOneSet(other) && same(each, other)));
}

/** Oldest first, with the workout and the day each belongs to. */
async function setsOfDrill(store, drillId) {
  const [sets, entries] = await Promise.all([store.ofDrill("set", drillId), store.ofDrill("entry", drillId)]);
  const workouts = new Map(entries.map((entry) => [entry.id, entry.parent]));
  return sets
    .reverse()
    .map((row) => ({ ...fields(row), workout_id: workouts.get(row.parent), date: row.sort.slice(0, 10) }));
}

/** {workouts: newest first, older: what to ask for next, or null}. A page ends between two days. */
export async function historyPage(store, { before } = {}) {
  const rows = await store.latest("workout", { limit: A_PAGE, before });
  const workouts = await recentWorkouts(store, { limit: A_PAGE, before });
  if (rows.length < A_PAGE) return { workouts, older: null };
  const last = rows.at(-1).sort.slice(0, 10);
  const whole = workouts.filter((workout) => workout.date > last);
  // "~" sorts after every start of that day.
  return whole.length ? { workouts: whole, older: `${last}~` } : { workouts, older: last };
}

/** The latest workout that was left open, with `last`, the moment of its last set; or null. */
export async function forgottenWorkout(store, { now = Date.now() } = {}) {
  const seen = (await store.kept(SEEN)) ?? {};
  const recent = await recentWorkouts(store, { limit: LOOKED_THROUGH });
  const today = localDay(now);
  const found = recent.find((workout) => isForgotten(workout, { now, today, seen: seen[workout.id] }));
  return found ? { ...found, last: lastDeed(found) } : null;
}

export async function goOnWith(store, workoutId, { now = Date.now() } = {}) {
  const seen = (await store.kept(SEEN)) ?? {};
  await store.keep(SEEN, { ...seen, [workoutId]: now });
}

/** Whether to say that nobody but this phone has what is on it: not before there is a workout with a set, nor again for
    a week after somebody put it off. */
export async function isAlone(store, { now = Date.now() } = {}) {
  if (store.account !== null || now - ((await store.kept(REMINDED)) ?? 0) < REMIND_AGAIN_MS) return false;
  const recent = await recentWorkouts(store, { limit: LOOKED_THROUGH });
  return recent.some((workout) => workout.finishedAt && workout.entries.some((entry) => entry.sets.length));
}

export const remindLater = (store, { now = Date.now() } = {}) => store.keep(REMINDED, now);
