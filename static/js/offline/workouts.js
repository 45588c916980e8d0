/* What was trained, read from this phone: drills with their sets, as the screens need them. */

import { inOrder, roundsOf } from "../domain/rounds.js";
import { asDrill, catalogue, drillOf } from "./catalogue.js";
import { fields } from "./store.js";

const DEFAULTS = { units: "kg", week_start: 0, theme: "system", rest_seconds: 60, first_side: "left" };
// One that was left open days ago is not what somebody wants to go on with.
const OPEN_FOR_DAYS = 1;
const LOOKED_THROUGH = 30;

/** {id, title, note, startedAt, finishedAt, date, timeZone, routineId, energy, entries, bands, preferences}, or null when it is
    not on this phone or deleted with all that was in it. An entry: {id, workoutId, drill, target, skipped, superset, note,
    pinnedNote, order, sets, rounds}, in their order; `drill` is of the catalogue or one's own. */
export async function loadWorkout(store, id) {
  const row = await store.get("workout", id);
  if (!row) return null;
  const [entries, drills, bands, preferences, notes] = await Promise.all([
    entriesOf(store, id),
    drillsOf(store),
    bandsOf(store),
    preferencesOf(store),
    pinnedNotes(store),
  ]);
  const workout = fields(row);
  if (workout.deleted && !entries.length) return null;
  const terms = termsOf(bands, preferences);
  return {
    ...outline(workout),
    bands,
    preferences,
    entries: entries.map(({ entry, sets }) => {
      const drill = drills(entry.drill_id);
      return shapeEntry(entry, sets, drill, notes.get(entry.drill_id) ?? "", terms);
    }),
  };
}

export function shapeEntry(entry, sets, drill, pinnedNote, terms) {
  const { id, parent, target, skipped, superset, note, order } = entry;
  const rounds = roundsOf(sets, drill, terms);
  return { id, workoutId: parent, drill, target: target ?? {}, skipped, superset, note, pinnedNote, order, sets, rounds };
}

/** In whose words sets are shown: the person's bands, and their unit of load. */
export function termsOf(bands, preferences) {
  return { bands: new Map(bands.map((band) => [band.id, band])), unit: preferences.units };
}

/** The id of the workout to go on with, or null. */
export async function openWorkout(store, { now = Date.now() } = {}) {
  const earliest = dayOf(new Date(now - OPEN_FOR_DAYS * 86_400_000));
  for (const row of await store.latest("workout", { limit: LOOKED_THROUGH })) {
    const workout = fields(row);
    if (workout.date >= earliest && !workout.finished_at && !workout.deleted) return workout.id;
  }
  return null;
}

/** The latest first, without deleted ones: [{…outline, entries: [{id, drill, target, superset, sets}]}]. */
export async function recentWorkouts(store, { limit = 12, before } = {}) {
  const [rows, drills] = await Promise.all([store.latest("workout", { limit, before }), drillsOf(store)]);
  const kept = await Promise.all(
    rows.map(async (row) => {
      const entries = await entriesOf(store, row.id);
      if (fields(row).deleted && !entries.length) return null;
      const shaped = entries.map(({ entry, sets }) => ({ ...entry, drill: drills(entry.drill_id), sets }));
      return { ...outline(fields(row)), entries: shaped };
    }),
  );
  return kept.filter(Boolean);
}

/** The session of this drill before the given workout: {workoutId, date, sets, rounds}, or null.
    before: {id, date} of the workout that is looked back from. */
export async function lastTime(store, drill, { before = null, terms } = {}) {
  const entries = await store.ofDrill("entry", drill.id, { limit: LOOKED_THROUGH });
  const passed = new Set(before ? [before.id] : []);
  for (const { parent } of entries) {
    if (passed.has(parent)) continue;
    passed.add(parent);
    const workout = await store.get("workout", parent);
    const date = workout && fields(workout).date;
    if (!date || (before && date > before.date)) continue;
    const mine = entries.filter((each) => each.parent === parent);
    const sets = inOrder((await Promise.all(mine.map((each) => setsOf(store, each.id)))).flat());
    if (sets.length) return { workoutId: parent, date, sets, rounds: roundsOf(sets, drill, terms) };
  }
  return null;
}

/** Bands of one's own and those everybody has until they change them: [{id, name, colour, level, pull_kg, archived}]. */
export async function bandsOf(store) {
  const own = (await store.all("band")).map(fields);
  const changed = new Map(own.map((band) => [band.id, band]));
  const { bands } = await catalogue();
  const all = new Map([...bands, ...own].map((band) => [band.id, changed.get(band.id) ?? band]));
  return [...all.values()].filter((band) => !band.deleted).sort((a, b) => a.level - b.level);
}

export async function preferencesOf(store) {
  const { preferences } = await catalogue();
  const own = (await store.all("preference")).map(fields).filter((each) => !each.deleted);
  return { ...DEFAULTS, ...preferences, ...Object.fromEntries(own.map((each) => [each.id, each.value])) };
}

/** A function from an id to the drill: the catalogue's, or the person's own, archived and deleted ones too. */
export async function drillsOf(store) {
  const [book, rows] = await Promise.all([catalogue(), store.all("own_drill")]);
  const own = rows.map(fields);
  return (id) => drillOf(book, own, id) ?? unknownDrill(id);
}

/** The day as it is where the phone is: 2026-11-22. */
export function dayOf(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

export async function setsOf(store, entryId) {
  const rows = await store.children("set", entryId);
  return inOrder(rows.map(fields).filter((set) => !set.deleted));
}

/** [{entry, sets}]: a deleted entry shows while a set in it is live. */
export async function entriesOf(store, workoutId) {
  const rows = (await store.children("entry", workoutId)).map(fields);
  const filled = await Promise.all(rows.map(async (entry) => ({ entry, sets: await setsOf(store, entry.id) })));
  return filled
    .filter(({ entry, sets }) => !entry.deleted || sets.length)
    .sort((a, b) => a.entry.order - b.entry.order || (a.entry.id < b.entry.id ? -1 : 1));
}

async function pinnedNotes(store) {
  const rows = (await store.all("pinned_note")).map(fields);
  return new Map(rows.filter((each) => !each.deleted).map((each) => [each.id, each.note]));
}

function outline(workout) {
  return {
    id: workout.id,
    title: workout.title,
    note: workout.note,
    energy: workout.energy,
    startedAt: workout.started_at,
    finishedAt: workout.finished_at,
    date: workout.date,
    timeZone: workout.time_zone,
    routineId: workout.routine_id,
  };
}

/** A drill that this phone has not heard of yet (published after the catalogue was fetched): what was logged stays in sight. */
function unknownDrill(id) {
  return asDrill({ id, name: "…", measures: ["reps"], sides: "each_side", archived: true });
}
