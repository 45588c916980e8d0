/* Logging a session on this phone: one function a deed, each one write. The rules are those of
   workouts/services/training.py. Each answers after the phone has kept it. */

import { GAP, between, place } from "../domain/order.js";
import { newId } from "../lib/ids.js";
import { fields } from "./store.js";
import { dayOf, entriesOf, openWorkout, setsOf } from "./workouts.js";

/** Answers the workout's id. */
export async function startWorkout(store, { at = Date.now(), title = "", routineId = null, drills = [] } = {}) {
  const id = newId();
  const now = new Date(at);
  const values = {
    title,
    date: dayOf(now),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    started_at: now.toISOString(),
    source: "phone",
    routine_id: routineId,
  };
  const entries = drills.map((drill, index) => newEntry(id, { ...drill, order: (index + 1) * GAP }));
  await store.write([{ type: "workout", id, values }, ...entries], { at });
  return id;
}

/** A curated routine of the catalogue or one's own: {id, title, items: [{drill_id, target, superset?}]}. Where the same
    waits already without a set, it begins now. */
export async function startRoutine(store, routine, { at = Date.now() } = {}) {
  const drills = routine.items.map(({ drill_id, target, superset }) => ({ drill_id, target, superset }));
  const waiting = await waitingWorkout(store, routine.id, drills, at);
  if (!waiting) return startWorkout(store, { at, title: routine.title, routineId: routine.id, drills });
  await changeWorkout(store, waiting, { started_at: new Date(at).toISOString() }, { at });
  return waiting;
}

/* The newest open workout, if it is of today, this routine as it is now, and holds no set. */
async function waitingWorkout(store, routineId, drills, at) {
  const id = await openWorkout(store, { now: at });
  if (!id) return null;
  const { routine_id, date } = fields(await store.get("workout", id));
  if (routine_id !== routineId || date !== dayOf(new Date(at))) return null;
  const entries = await entriesOf(store, id);
  const same = JSON.stringify(entries.map(({ entry }) => said(entry))) === JSON.stringify(drills.map(said));
  return same && entries.every(({ sets }) => !sets.length) ? id : null;
}

/* A page writes as nothing what a phone leaves out. */
function said({ drill_id, target, superset }) {
  const aims = Object.entries(target ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return [drill_id, aims.sort(), superset ?? null];
}

/** The same drills in the same order, to be done again; what was done then is shown beside, not copied. */
export async function repeatWorkout(store, workoutId, { at = Date.now() } = {}) {
  const old = fields(await store.get("workout", workoutId));
  const entries = await entriesOf(store, workoutId);
  const drills = entries.map(({ entry: { drill_id, target, superset } }) => ({ drill_id, target, superset }));
  return startWorkout(store, { at, title: old.title, routineId: old.routine_id, drills });
}

export function changeWorkout(store, workoutId, values, { at = Date.now() } = {}) {
  return store.write([{ type: "workout", id: workoutId, values }], { at });
}

export function finishWorkout(store, workoutId, { at = Date.now() } = {}) {
  return changeWorkout(store, workoutId, { finished_at: new Date(at).toISOString() }, { at });
}

export function reopenWorkout(store, workoutId, { at = Date.now() } = {}) {
  return changeWorkout(store, workoutId, { finished_at: null }, { at });
}

/** The workout with all that is in it; the answered stamp undoes it. */
export async function discardWorkout(store, workoutId) {
  const entries = await entriesOf(store, workoutId);
  const children = entries.flatMap(({ entry, sets }) => [key(entry), ...sets.map(key)]);
  return store.remove([{ type: "workout", id: workoutId }, ...children]);
}

/** At the end of the workout; answers the entry's id. */
export async function addDrill(store, workoutId, drillId, { at = Date.now(), target = {}, superset = null } = {}) {
  const entries = await store.children("entry", workoutId);
  const order = Math.max(0, ...entries.map((row) => fields(row).order)) + GAP;
  const entry = newEntry(workoutId, { drill_id: drillId, target, superset, order });
  await store.write([entry], { at });
  return entry.id;
}

/** values: round, side and what was done; `order` where the caller knows the sets. Answers {id, stamp}. */
export async function recordSet(store, entryId, values, { at = Date.now(), id = newId() } = {}) {
  const order = values.order ?? Math.max(0, ...(await setsOf(store, entryId)).map((set) => set.order)) + GAP;
  const did = { kind: "working", done_at: new Date(at).toISOString(), ...values, order };
  const { stamp } = await store.write([{ type: "set", id, parent: entryId, values: did }], { at });
  return { id, stamp };
}

/** Only what was changed, so that a merge keeps what another phone changed meanwhile. */
export function changeSet(store, setId, values, { at = Date.now() } = {}) {
  return store.write([{ type: "set", id: setId, values }], { at });
}

export const removeSet = (store, setId) => store.remove([{ type: "set", id: setId }]);

export async function removeEntry(store, entryId) {
  const sets = await setsOf(store, entryId);
  return store.remove([{ type: "entry", id: entryId }, ...sets.map(key)]);
}

/** Past the neighbour that is shown: -1 up, 1 down. Past the end nothing happens. */
export async function moveEntry(store, workoutId, entryId, direction, { at = Date.now() } = {}) {
  const entries = (await entriesOf(store, workoutId)).map(({ entry }) => entry);
  const here = entries.findIndex((each) => each.id === entryId);
  const there = here + direction;
  if (here < 0 || there < 0 || there >= entries.length) return;
  const moved = place(entries, entryId, there).map(({ id, order }) => ({ type: "entry", id, values: { order } }));
  await store.write(moved, { at });
}

export function skipEntry(store, entryId, skipped, { at = Date.now() } = {}) {
  return changeEntry(store, entryId, { skipped }, at);
}

/** What was logged stays with the old drill, whose rest is skipped; one without a set makes room. Answers {id, undo}. */
export async function swapDrill(store, workoutId, entryId, drillId, { at = Date.now() } = {}) {
  const entries = await entriesOf(store, workoutId);
  const here = entries.findIndex(({ entry }) => entry.id === entryId);
  const { entry: old, sets } = entries[here];
  const following = entries[here + 1]?.entry.order ?? null;
  // How often and with how much rest stays; how much of what is the other drill's affair.
  const { sets: rounds, rest_seconds, side } = old.target ?? {};
  const target = JSON.parse(JSON.stringify({ sets: rounds, rest_seconds, side }));
  const order = between(old.order, following) ?? old.order;
  const entry = newEntry(workoutId, { drill_id: drillId, target, superset: old.superset, order });
  const closed = sets.length ? { skipped: true } : { deleted: true };
  const { stamp } = await store.write([entry, { ...key(old), values: closed }], { at });
  const undo = async () => {
    await store.remove([key(entry)]);
    if (sets.length) await skipEntry(store, old.id, old.skipped);
    else await store.undo(stamp);
  };
  return { id: entry.id, undo };
}

/** Done in turn with the next one; `join` false takes it out again. */
export async function superset(store, workoutId, entryId, { join = true, at = Date.now() } = {}) {
  const entries = (await entriesOf(store, workoutId)).map(({ entry }) => entry);
  const here = entries.findIndex((each) => each.id === entryId);
  const next = entries[here + 1];
  if (here < 0 || (join && !next)) return;
  if (!join) return changeEntry(store, entryId, { superset: null }, at);
  const number = entries[here].superset ?? next.superset ?? Math.max(0, ...entries.map((each) => each.superset ?? 0)) + 1;
  const both = [entries[here], next].map((each) => ({ ...key(each), values: { superset: number } }));
  await store.write(both, { at });
}

export function noteEntry(store, entryId, note, { at = Date.now() } = {}) {
  return changeEntry(store, entryId, { note }, at);
}

/** Shown every time this drill is done; an empty one is taken down. */
export function pinNote(store, drillId, note, { at = Date.now() } = {}) {
  if (!note) return store.remove([{ type: "pinned_note", id: drillId }]);
  return store.write([{ type: "pinned_note", id: drillId, values: { note } }], { at });
}

function changeEntry(store, id, values, at) {
  return store.write([{ type: "entry", id, values }], { at });
}

function newEntry(workoutId, { drill_id, order, target, superset: group = null }) {
  const values = { drill_id, order, target: target ?? {}, superset: group };
  return { type: "entry", id: newId(), parent: workoutId, values };
}

const key = ({ type, id }) => ({ type, id });
