/* A guided run over the phone's store: what is to be done, the place kept on this phone, and what was done. */

import { FIELD_OF } from "../domain/drills.js";
import { runPlan } from "../domain/run-plan.js";
import { changeSet, recordSet } from "./training.js";
import { lastTime, loadWorkout, setsOf, termsOf } from "./workouts.js";

/** {workout, pieces}, or null when the workout is not on this phone. */
export async function loadRun(store, workoutId) {
  const workout = await loadWorkout(store, workoutId);
  if (!workout) return null;
  const terms = termsOf(workout.bands, workout.preferences);
  const entries = await Promise.all(
    workout.entries.map(async (entry) => {
      const last = await lastTime(store, entry.drill, { before: workout, terms });
      return { ...entry, last: last?.sets ?? [] };
    }),
  );
  return { workout, pieces: runPlan(entries, { preferences: workout.preferences }) };
}

/** Writes what a piece leaves behind. Done a second time, it changes the set that is there. Answers how many sets. */
export async function logSets(store, { entryId, round }, sets, { unit = "kg", at = Date.now() } = {}) {
  const there = (await setsOf(store, entryId)).filter((set) => set.round === round);
  for (const { side, ...values } of sets) {
    const same = there.find((set) => set.side === side);
    const load = values.load_kg == null ? {} : { load_unit: unit };
    if (!same) await recordSet(store, entryId, { round, side, ...values, ...load }, { at });
    else await changeSet(store, same.id, changed(same, values), { at });
  }
  return sets.length;
}

/** Under this name the phone keeps the place in a run: {key of the piece, timer, heard}. */
export const placeName = (workoutId) => `run:${workoutId}`;

function changed(set, values) {
  const measures = Object.values(FIELD_OF).filter((field) => field in values && values[field] !== null);
  return Object.fromEntries(measures.map((field) => [field, values[field]]));
}
