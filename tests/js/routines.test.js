import { newId } from "/static/js/lib/ids.js";
import * as routines from "/static/js/offline/routines.js";
import { Store, fields } from "/static/js/offline/store.js";
import { discardWorkout, finishWorkout, recordSet, startRoutine, startWorkout } from "/static/js/offline/training.js";
import { loadWorkout } from "/static/js/offline/workouts.js";
import { equal, ok, test } from "./harness.js";

const PRONE = { id: newId(), slug: "prone", name: "Prone turn", aliases: [], status: "published", measures: ["reps", "band"], sides: "each_side", sets_min: 2, amount_min: 8, amount_max: 12, rest_seconds: 60 };
const HOLD = { ...PRONE, id: newId(), slug: "hold", name: "Long hold", measures: ["hold"], sides: "both_together", sets_min: null, amount_min: 30, amount_max: 60, rest_seconds: null };
const LIFT = { ...PRONE, id: newId(), slug: "lift", name: "Foot lift" };
const CURATED = { id: newId(), slug: "three", title: "Three", summary: "Three drills.", minutes: 9, items: [PRONE, HOLD, LIFT].map(({ id }) => ({ drill_id: id, note: "", target: { sets: 1, amount_min: 5, amount_max: 5 } })) };

globalThis.fetch = async () =>
  new Response(JSON.stringify({ drills: [PRONE, HOLD, LIFT], routines: [CURATED], bands: [], preferences: { units: "kg" } }));

async function opened() {
  const store = new Store({ prefix: `test-${newId()}` });
  await store.open();
  return store;
}

async function made(store, ...drills) {
  const id = await routines.makeRoutine(store, { title: "Before squats" });
  for (const drill of drills) await routines.addItem(store, id, drill);
  return id;
}

const names = async (store, id) => (await routines.loadRoutine(store, id)).items.map(({ drill }) => drill.name[0]).join("");

test("a drill that is added is aimed at its usual dose", async () => {
  const store = await opened();
  const { items, minutes } = await routines.loadRoutine(store, await made(store, PRONE, HOLD));
  equal(items.map(({ target }) => target), [
    { sets: 2, amount_min: 8, amount_max: 12, rest_seconds: 60 },
    { sets: 2, amount_min: 30, amount_max: 60 },
  ]);
  equal(minutes, 7);
});

test("a drill moves to a place, also when there is no room between two keys", async () => {
  const store = await opened();
  const id = await made(store, PRONE, HOLD, LIFT);
  const [prone, hold, lift] = (await routines.loadRoutine(store, id)).items;
  await store.write([{ type: "item", id: hold.id, values: { order: prone.order + 1 } }]);
  await routines.moveItem(store, id, lift.id, 1);
  equal(await names(store, id), "PFL");
  await routines.moveItem(store, id, prone.id, 2);
  equal(await names(store, id), "FLP");
});

test("a drill that is moved out of its superset leaves it, and the other is alone", async () => {
  const store = await opened();
  const id = await made(store, PRONE, HOLD, LIFT);
  const [prone] = (await routines.loadRoutine(store, id)).items;
  await routines.superset(store, id, prone.id);
  equal((await routines.loadRoutine(store, id)).items.map(({ superset }) => superset), [1, 1, null]);
  await routines.moveItem(store, id, prone.id, 2);
  equal((await routines.loadRoutine(store, id)).items.map(({ superset }) => superset), [null, null, null]);
});

test("a target changes only where it is changed, and null takes a value away", async () => {
  const store = await opened();
  const id = await made(store, PRONE);
  const [{ id: item }] = (await routines.loadRoutine(store, id)).items;
  await routines.setTarget(store, item, { sets: 3, side: "left" });
  await routines.setTarget(store, item, { side: null, rest_seconds: 0 });
  equal((await routines.loadRoutine(store, id)).items[0].target, { sets: 3, amount_min: 8, amount_max: 12, rest_seconds: 0 });
});

test("started, a routine's targets, supersets and notes are in the entries", async () => {
  const store = await opened();
  const id = await made(store, PRONE, LIFT);
  const [prone] = (await routines.loadRoutine(store, id)).items;
  await routines.superset(store, id, prone.id);
  await routines.setTarget(store, prone.id, { side: "right", band_id: "green", hold_seconds: 5 });
  await routines.noteItem(store, prone.id, "Slow way back");
  const workout = await loadWorkout(store, await startRoutine(store, await routines.findRoutine(store, id)));
  equal([workout.title, workout.routineId], ["Before squats", id]);
  equal(workout.entries.map(({ superset }) => superset), [1, 1]);
  equal(workout.entries[0].target, {
    ...{ sets: 2, amount_min: 8, amount_max: 12, rest_seconds: 60 },
    ...{ side: "right", band_id: "green", hold_seconds: 5, note: "Slow way back" },
  });
});

test("started twice without a set between, it is one workout that begins the second time", async () => {
  const store = await opened();
  const at = new Date(2026, 10, 12, 10).getTime();
  const later = at + 60 * 60_000;
  const curated = await routines.findRoutine(store, "three");
  const first = await startRoutine(store, curated, { at });
  equal(await startRoutine(store, curated, { at: later }), first);
  const again = await loadWorkout(store, first);
  equal([again.startedAt, again.entries.length], [new Date(later).toISOString(), 3]);
  equal((await store.all("workout")).length, 1);
  const own = await routines.findRoutine(store, await made(store, PRONE));
  const second = await startRoutine(store, own, { at: later + 1000 });
  ok(second !== first);
  equal(await startRoutine(store, own, { at: later + 2000 }), second);
});

test("a routine that has a set, was finished, was changed or is of yesterday begins anew", async () => {
  const at = new Date(2026, 10, 12, 10).getTime();
  const before = {
    set: async (store, id) => recordSet(store, (await loadWorkout(store, id)).entries[0].id, { round: 1, side: "left", reps: 5 }, { at }),
    finished: (store, id) => finishWorkout(store, id, { at }),
    discarded: (store, id) => discardWorkout(store, id),
    another: (store) => startWorkout(store, { at: at + 1000 }),
    changed: async (store, _id, routine) => routines.addItem(store, routine, HOLD),
  };
  for (const [what, happen] of Object.entries(before)) {
    const store = await opened();
    const routine = await made(store, PRONE);
    const first = await startRoutine(store, await routines.findRoutine(store, routine), { at });
    await happen(store, first, routine);
    ok((await startRoutine(store, await routines.findRoutine(store, routine), { at: at + 2000 })) !== first, what);
  }
  const store = await opened();
  const routine = await routines.findRoutine(store, await made(store, PRONE));
  const first = await startRoutine(store, routine, { at });
  ok((await startRoutine(store, routine, { at: at + 24 * 60 * 60_000 })) !== first, "yesterday");
});

test("made from a workout, it aims at what was done", async () => {
  const store = await opened();
  const workoutId = await startWorkout(store, { title: "Tuesday", drills: [{ drill_id: PRONE.id }, { drill_id: HOLD.id }] });
  const [prone] = (await loadWorkout(store, workoutId)).entries;
  for (const [round, reps] of [[1, 12], [2, 10], [3, 9]]) {
    await recordSet(store, prone.id, { round, side: "left", reps, band_id: "green" });
  }
  const routine = await routines.loadRoutine(store, await routines.fromWorkout(store, workoutId));
  equal(routine.title, "Tuesday");
  equal(routine.items[0].target, { sets: 3, amount_min: 9, amount_max: 12, side: "left", band_id: "green" });
  equal(routine.items[1].target, {});
});

test("a curated one is duplicated to be changed, and stays as it was", async () => {
  const store = await opened();
  const id = await routines.fromCurated(store, "three");
  await routines.setTarget(store, (await routines.loadRoutine(store, id)).items[0].id, { sets: 4 });
  equal((await routines.loadRoutine(store, id)).title, "Three");
  equal((await routines.curatedRoutines())[0].items[0].target.sets, 1);
  equal(await routines.fromCurated(store, "nothing"), null);
});

test("a copy has drills of its own", async () => {
  const store = await opened();
  const id = await made(store, PRONE, HOLD);
  const copy = await routines.duplicateRoutine(store, id, "Copy");
  await routines.deleteRoutine(store, id);
  equal([await routines.loadRoutine(store, id), await names(store, copy)], [null, "PL"]);
});

test("deleting takes its drills along, and undoing brings back exactly those", async () => {
  const store = await opened();
  const id = await made(store, PRONE, HOLD, LIFT);
  const [, hold] = (await routines.loadRoutine(store, id)).items;
  await routines.removeItem(store, hold.id);
  const stamp = await routines.deleteRoutine(store, id);
  equal((await routines.ownRoutines(store)).length, 0);
  await store.undo(stamp);
  equal(await names(store, id), "PF");
});

test("a deleted one shows as long as a drill in it is live", async () => {
  const store = await opened();
  const id = await made(store, PRONE);
  await routines.deleteRoutine(store, id);
  await store.write([{ type: "item", id: newId(), parent: id, values: { drill_id: HOLD.id, target: {} } }]);
  equal(await names(store, id), "L");
  ok((await routines.ownRoutines(store)).length === 1);
});

test("one without a drill is not listed, and an archived one says so", async () => {
  const store = await opened();
  await made(store);
  const id = await made(store, PRONE);
  await routines.archiveRoutine(store, id);
  await routines.setDays(store, id, [3, 0]);
  const [only, ...others] = await routines.ownRoutines(store);
  equal([only.id, only.archived, only.weekdays, others.length], [id, true, [0, 3], 0]);
});

test("each change is stamped by itself: the title does not touch the days", async () => {
  const store = await opened();
  const id = await made(store, PRONE);
  await routines.setDays(store, id, [1]);
  const before = (await store.get("routine", id)).registers.days.stamp;
  await routines.changeRoutine(store, id, { title: "New name" });
  const row = await store.get("routine", id);
  equal([row.registers.days.stamp, fields(row).title], [before, "New name"]);
});
