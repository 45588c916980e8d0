/* What was deleted on purpose and can come back: one deletion is one stamp, whatever it took along. */

import { localDay } from "../lib/dates.js";
import { drillsOf } from "./workouts.js";
import { fields } from "./store.js";

const DAYS = 90;
const MOST_ROWS = 3000;
/* A deletion is named after the uppermost record it took. The rest (a star, a preference) is set again, not restored. */
const TOPS = ["workout", "routine", "own_drill", "band", "range_check", "entry", "item", "set"];

/** The latest first: [{stamp, at, top: fields, sets: fields of the deleted sets, drills: of the drills in it, workout}]. */
export async function deletionsOf(store, { now = Date.now() } = {}) {
  const since = now - DAYS * 86_400_000;
  const [rows, drills] = await Promise.all([store.deleted({ since, limit: MOST_ROWS }), drillsOf(store)]);
  const batches = Map.groupBy(rows, (row) => row.gone.join(" "));
  const found = await Promise.all([...batches.values()].map((batch) => deletionOf(store, batch, drills)));
  return found.filter(Boolean);
}

async function deletionOf(store, rows, drillBy) {
  const top = TOPS.map((type) => rows.filter((row) => row.type === type)).find((each) => each.length)?.[0];
  if (!top) return null;
  const named = rows.filter((row) => ["entry", "item"].includes(row.type)).map(fields);
  const entry = top.type === "set" ? await store.get("entry", top.parent) : null;
  const above = entry ?? (top.type === "entry" ? top : null);
  const workout = above && (await store.get("workout", above.parent));
  const drills = (entry ? [fields(entry)] : named.sort((a, b) => a.order - b.order)).map((each) => drillBy(each.drill_id));
  return {
    stamp: top.gone,
    // The stamp is a clock's milliseconds, or a little more.
    day: localDay(top.gone[0]),
    top: fields(top),
    drills,
    sets: rows.filter((row) => row.type === "set").map(fields),
    workout: workout ? fields(workout) : null,
  };
}
