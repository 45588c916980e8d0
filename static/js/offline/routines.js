/* Routines on this phone: one's own ones, read and written, and the catalogue's in the same shape. Each deed is one write. */

import { minutesOf } from "../domain/minutes.js";
import { GAP, inOrder, place } from "../domain/order.js";
import { joinNext, leave, settle } from "../domain/supersets.js";
import { newId } from "../lib/ids.js";
import { catalogue } from "./catalogue.js";
import { fields } from "./store.js";
import { drillsOf, loadWorkout } from "./workouts.js";

// A target is kept as JSON of limited length, and the item's note goes into an entry's.
export const NOTE_LENGTH = 500;

/** {id, title, note, weekdays, archived, own: true, minutes, items: [{id, drill_id, drill, target, superset, note, order}]},
    or null when it is not on this phone or deleted with all that was in it. */
export async function loadRoutine(store, id) {
  const [row, drills] = await Promise.all([store.get("routine", id), drillsOf(store)]);
  return row ? shown(store, fields(row), drills) : null;
}

/** What can be shown and started: those with a drill in them, by name. */
export async function ownRoutines(store) {
  const [rows, drills] = await Promise.all([store.all("routine"), drillsOf(store)]);
  const all = await Promise.all(rows.map((row) => shown(store, fields(row), drills)));
  return all.filter((each) => each?.items.length).sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1));
}

export async function curatedRoutines() {
  const { routines, drills } = await catalogue();
  return routines.map((routine) => ({
    ...routine,
    own: false,
    items: routine.items.map((item) => ({ ...item, superset: null, drill: drills.get(item.drill_id) })),
  }));
}

/** As `startRoutine` takes it, by the id of an own one or the slug of a curated one; null where this phone has none. */
export async function findRoutine(store, key) {
  const own = await loadRoutine(store, key);
  if (own?.items.length) return startable(own);
  return (await curatedRoutines()).find((each) => each.slug === key || each.id === key) ?? null;
}

/** An entry has its item's note in its target: what the routine says of the drill is not a note of that day. */
export function startable(routine) {
  const noted = ({ note, target }) => (note ? { ...target, note: note.slice(0, NOTE_LENGTH) } : target);
  return { ...routine, items: routine.items.map((item) => ({ ...item, target: noted(item) })) };
}

/** `items`: [{drill_id, target, superset, note}]. Answers the id. */
export async function makeRoutine(store, { id = newId(), title = "", note = "", weekdays = [], items = [] } = {}) {
  const made = items.map((item, index) => newItem(id, item, (index + 1) * GAP));
  await store.write([{ type: "routine", id, values: { title, note, weekdays } }, ...made]);
  return id;
}

/** Its drills in their order, aimed at what was done: as many rounds, the least and the most of them, the last band and load. */
export async function fromWorkout(store, workoutId) {
  const workout = await loadWorkout(store, workoutId);
  if (!workout) return null;
  const items = workout.entries
    .filter((entry) => entry.sets.length || !entry.skipped)
    .map(({ drill, target, superset, sets, rounds }) => {
      const done = sets.length ? doneTarget(drill, sets, rounds) : {};
      return { drill_id: drill.id, target: { ...target, ...done }, superset, note: "" };
    });
  return makeRoutine(store, { title: workout.title, items });
}

/** A copy of a curated one to change, by slug. Under one id for all, the drills of a second copy would join the first. */
export async function fromCurated(store, slug) {
  const routine = (await curatedRoutines()).find((each) => each.slug === slug);
  return routine ? makeRoutine(store, { ...routine, id: newId() }) : null;
}

export async function duplicateRoutine(store, id, title) {
  const { note, items } = await loadRoutine(store, id);
  return makeRoutine(store, { title, note, items });
}

/** title, note. */
export function changeRoutine(store, id, values) {
  return store.write([{ type: "routine", id, values }]);
}

/** weekdays: 0 is Monday. */
export function setDays(store, id, weekdays) {
  return changeRoutine(store, id, { weekdays: [...weekdays].sort() });
}

export function archiveRoutine(store, id, archived = true) {
  return changeRoutine(store, id, { archived });
}

/** With all that is in it; the answered stamp undoes it. */
export async function deleteRoutine(store, id) {
  const items = await itemsOf(store, id);
  return store.remove([{ type: "routine", id }, ...items.map(key)]);
}

/** At the end; answers the item's id. */
export async function addItem(store, id, drill) {
  const items = await itemsOf(store, id);
  const item = newItem(id, { drill_id: drill.id, target: usualTarget(drill) }, (items.at(-1)?.order ?? 0) + GAP);
  await store.write([item]);
  return item.id;
}

/** The answered stamp undoes it. */
export function removeItem(store, itemId) {
  return store.remove([{ type: "item", id: itemId }]);
}

/** To `index` of the list without it. */
export async function moveItem(store, id, itemId, index) {
  const items = await itemsOf(store, id);
  const moved = place(items, itemId, index);
  const orders = new Map(moved.map((each) => [each.id, each.order]));
  const after = inOrderOf(items.map((each) => ({ ...each, order: orders.get(each.id) ?? each.order })));
  const groups = new Map(settle(after, itemId).map((each) => [each.id, each.superset]));
  const touched = after.filter((each) => orders.has(each.id) || groups.has(each.id));
  await store.write(
    touched.map((each) => {
      const superset = groups.has(each.id) ? groups.get(each.id) : each.superset;
      return { ...key(each), values: { order: each.order, superset } };
    }),
  );
}

/** Only what changed of a target; null takes a value away. */
export async function setTarget(store, itemId, changes) {
  const { target } = fields(await store.get("item", itemId));
  const merged = { ...target, ...changes };
  const left = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== ""));
  await store.write([{ type: "item", id: itemId, values: { target: left } }]);
}

/** Done in turn with the next one; `join` false takes it out again. */
export async function superset(store, id, itemId, { join = true } = {}) {
  const items = await itemsOf(store, id);
  const numbers = join ? joinNext(items, itemId) : leave(items, itemId);
  if (numbers.length) await store.write(numbers.map(({ id: each, superset: number }) => ({ type: "item", id: each, values: { superset: number } })));
}

export function noteItem(store, itemId, note) {
  return store.write([{ type: "item", id: itemId, values: { note } }]);
}

/** What a drill that is added is aimed at, until somebody says otherwise: its usual dose. */
export function usualTarget(drill) {
  const { sets_min, amount_min, amount_max, rest_seconds } = drill;
  const usual = { sets: sets_min ?? 2, amount_min, amount_max, rest_seconds };
  return Object.fromEntries(Object.entries(usual).filter(([, value]) => value != null));
}

function doneTarget(drill, sets, rounds) {
  const working = sets.filter((set) => set.kind !== "warm_up");
  const counted = working.length ? working : sets;
  const column = { hold: "hold_seconds", duration: "duration_seconds" }[drill.measures[0]] ?? drill.measures[0];
  const amounts = counted.map((set) => set[column]).filter((value) => Number.isInteger(value));
  const last = counted.at(-1);
  const sides = new Set(counted.map((set) => set.side));
  const done = {
    sets: rounds.filter((round) => !round.warmUp).length || rounds.length,
    amount_min: amounts.length ? Math.min(...amounts) : null,
    amount_max: amounts.length ? Math.max(...amounts) : null,
    hold_seconds: drill.measures[0] === "hold" ? null : last.hold_seconds,
    side: sides.size === 1 && last.side !== "both" ? last.side : null,
    band_id: last.band_id,
    load_kg: last.load_kg,
  };
  return Object.fromEntries(Object.entries(done).filter(([, value]) => value != null));
}

async function shown(store, routine, drills) {
  const items = (await itemsOf(store, routine.id)).map((item) => ({ ...item, drill: drills(item.drill_id) }));
  if (routine.deleted && !items.length) return null;
  const { id, title, note, weekdays, archived } = routine;
  return { id, title, note, weekdays, archived, own: true, items, minutes: minutesOf(items) };
}

async function itemsOf(store, id) {
  const rows = (await store.children("item", id)).map(fields).filter((item) => !item.deleted);
  return inOrderOf(rows.map((item) => ({ ...item, target: item.target ?? {} })));
}

const inOrderOf = (items) => [...items].sort(inOrder);

function newItem(id, { drill_id, target = {}, superset: group = null, note = "" }, order) {
  return { type: "item", id: newId(), parent: id, values: { drill_id, target, superset: group, note, order } };
}

const key = ({ type, id }) => ({ type, id });
