/* What waits on this phone and what was refused, as a person knows it: the set of a drill in a workout. */

import { RECORD_TYPES, rankOf } from "../domain/records.js";
import { done } from "./database.js";
import { fields } from "./store.js";
import { drillsOf } from "./workouts.js";

/** [[type, how many of it are not sent], …], parents first. */
export async function waitingKinds(store) {
  const counts = await store.transact("readonly", (transaction) => {
    const waits = transaction.objectStore("records").index("waits");
    return Promise.all(Object.keys(RECORD_TYPES).map(async (type) => [type, await done(waits.count(rankOf(type)))]));
  });
  return counts.filter(([, count]) => count);
}

/** Lets a refused record go, with what it held; the answer is a function that takes that back. */
export async function dropRefused(store, type, id) {
  const rows = await store.transact("readonly", async (transaction) => {
    const all = await done(transaction.objectStore("refused").getAll());
    return all.filter((each) => (each.type === type && each.id === id) || (each.by?.[0] === type && each.by[1] === id));
  });
  await store.drop(type, id);
  return () =>
    store.change(async (transaction) => {
      for (const row of rows) transaction.objectStore("refused").put(row);
      return { keys: rows.map((row) => [row.type, row.id]) };
    });
}

/** {drill: its name or "", workout: its fields or null}, for one of store.refusals(). */
export async function whereabouts(store, { type, record }) {
  const drills = await drillsOf(store);
  const entry = type === "set" ? await found(store, "entry", record.parent) : record;
  const inWorkout = type === "set" || type === "entry";
  const workout = inWorkout && entry?.parent ? await found(store, "workout", entry.parent) : null;
  return {
    drill: entry?.drill_id ? drills(entry.drill_id).name : "",
    workout: type === "workout" ? record : workout,
  };
}

/* What is shown, or what was refused itself. */
async function found(store, type, id) {
  const row = await store.get(type, id);
  return row ? fields(row) : (await store.refusals()).find((each) => each.type === type && each.id === id)?.record;
}
