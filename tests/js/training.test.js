import { Store, fields } from "/static/js/offline/store.js";
import * as training from "/static/js/offline/training.js";
import { entriesOf, loadWorkout } from "/static/js/offline/workouts.js";
import { equal, ok, test } from "./harness.js";
import { HOLD, LIFT, PRONE, THREE, opened } from "./shelf.js";

const NOON = Date.parse("2026-11-12T12:00:00Z");

async function started(store, ...drills) {
  const id = await training.startWorkout(store, { at: NOON, title: "Evening", drills: drills.map((drill) => ({ drill_id: drill.id })) });
  return { id, entries: (await loadWorkout(store, id)).entries.map((entry) => entry.id) };
}

const names = async (store, id) => (await loadWorkout(store, id)).entries.map(({ drill }) => drill.name[0]).join("");
const loaded = async (store, id, place = 0) => (await loadWorkout(store, id)).entries[place];

test("a workout begins with its drills, a day and a zone, and ends and opens again", async () => {
  const store = await opened();
  const { id } = await started(store, PRONE, HOLD);
  const begun = fields(await store.get("workout", id));
  equal([begun.title, begun.started_at, begun.source], ["Evening", "2026-11-12T12:00:00.000Z", "phone"]);
  ok(/^2026-11-1[123]$/.test(begun.date) && begun.time_zone.length > 0);
  equal(await names(store, id), "PL");
  await training.finishWorkout(store, id, { at: NOON + 60_000 });
  equal((await loadWorkout(store, id)).finishedAt, "2026-11-12T12:01:00.000Z");
  await training.reopenWorkout(store, id);
  equal((await loadWorkout(store, id)).finishedAt, null);
});

test("a routine's aims come along, and a repeated workout has the drills without the sets", async () => {
  const store = await opened();
  const first = await training.startRoutine(store, { ...THREE, items: THREE.items.map((item) => ({ ...item, superset: 1 })) });
  const { title, routineId, entries } = await loadWorkout(store, first);
  equal([title, routineId, entries.map(({ target, superset }) => [target.sets, superset])], ["Three", THREE.id, [[1, 1], [1, 1], [1, 1]]]);
  await training.recordSet(store, entries[0].id, { round: 1, side: "left", reps: 8 });
  const again = await loadWorkout(store, await training.repeatWorkout(store, first));
  equal([again.title, again.routineId, again.entries.map(({ sets }) => sets.length)], ["Three", THREE.id, [0, 0, 0]]);
  equal(again.entries.map(({ target, superset }) => [target.sets, superset]), [[1, 1], [1, 1], [1, 1]]);
});

test("sets stand in the order they were done, are corrected field by field, and a removed one is undone", async () => {
  const store = await opened();
  const { id, entries } = await started(store, PRONE);
  await training.recordSet(store, entries[0], { round: 1, side: "left", reps: 8 }, { at: NOON });
  const right = await training.recordSet(store, entries[0], { round: 1, side: "right", reps: 7 }, { at: NOON });
  const { sets } = await loaded(store, id);
  equal(sets.map(({ side, reps, kind }) => [side, reps, kind]), [["left", 8, "working"], ["right", 7, "working"]]);
  ok(sets[0].order < sets[1].order);
  equal(sets[0].done_at, "2026-11-12T12:00:00.000Z");
  await training.changeSet(store, right.id, { reps: 9 });
  equal((await loaded(store, id)).sets.map(({ reps }) => reps), [8, 9]);
  const stamp = await training.removeSet(store, right.id);
  equal((await loaded(store, id)).sets.length, 1);
  await store.undo(stamp);
  equal((await loaded(store, id)).sets.length, 2);
});

test("a drill moves past its neighbour, and past the end nothing is written", async () => {
  const store = await opened();
  const { id, entries } = await started(store, PRONE, HOLD, LIFT);
  await training.moveEntry(store, id, entries[2], -1);
  equal(await names(store, id), "PFL");
  await training.moveEntry(store, id, entries[0], 1);
  equal(await names(store, id), "FPL");
  for (const [entry, way] of [[entries[2], -1], [entries[1], 1], ["no such", 1]]) await training.moveEntry(store, id, entry, way);
  equal(await names(store, id), "FPL");
});

test("a removed drill takes its sets, a discarded workout all that is in it, and undo brings them back", async () => {
  const store = await opened();
  const { id, entries } = await started(store, PRONE, HOLD);
  await training.recordSet(store, entries[0], { round: 1, side: "left", reps: 8 });
  const removed = await training.removeEntry(store, entries[0]);
  equal(await names(store, id), "L");
  await store.undo(removed);
  equal([await names(store, id), (await loaded(store, id)).sets.length], ["PL", 1]);
  const discarded = await training.discardWorkout(store, id);
  equal(await loadWorkout(store, id), null);
  await store.undo(discarded);
  equal([await names(store, id), (await loaded(store, id)).sets.length], ["PL", 1]);
});

test("swapped before a set, a drill makes room; after one it stays, skipped; undo takes both back", async () => {
  const store = await opened();
  const { id, entries } = await started(store, PRONE, HOLD);
  await store.write([{ type: "entry", id: entries[0], values: { target: { sets: 3, amount_min: 5, rest_seconds: 30 } } }]);
  const empty = await training.swapDrill(store, id, entries[0], LIFT.id);
  equal(await names(store, id), "FL");
  // How often and how much rest, not how much of what.
  equal((await loaded(store, id)).target, { sets: 3, rest_seconds: 30 });
  await empty.undo();
  equal(await names(store, id), "PL");
  await training.recordSet(store, entries[0], { round: 1, side: "left", reps: 8 });
  const full = await training.swapDrill(store, id, entries[0], LIFT.id);
  equal([await names(store, id), (await loaded(store, id)).skipped], ["PFL", true]);
  await full.undo();
  equal([await names(store, id), (await loaded(store, id)).skipped], ["PL", false]);
});

test("a drill joins the next one's superset, the last one nobody's, and leaves it alone", async () => {
  const store = await opened();
  const { id, entries } = await started(store, PRONE, HOLD, LIFT);
  const numbers = async () => (await entriesOf(store, id)).map(({ entry }) => entry.superset);
  await training.superset(store, id, entries[2]);
  equal(await numbers(), [null, null, null]);
  await training.superset(store, id, entries[1]);
  await training.superset(store, id, entries[0]);
  equal(await numbers(), [1, 1, 1]);
  await training.superset(store, id, entries[0], { join: false });
  equal(await numbers(), [null, 1, 1]);
});

test("a note is of one session, a pinned one of the drill, and an empty one is taken down", async () => {
  const store = await opened();
  const { id, entries } = await started(store, PRONE);
  const other = await started(store, PRONE);
  await training.noteEntry(store, entries[0], "Slow");
  await training.pinNote(store, PRONE.id, "Hold the wall");
  equal((await loaded(store, id)).note, "Slow");
  equal([(await loaded(store, other.id)).note ?? "", (await loaded(store, other.id)).pinnedNote], ["", "Hold the wall"]);
  await training.pinNote(store, PRONE.id, "");
  equal((await loaded(store, id)).pinnedNote, "");
});

test("what is done is on the phone when the deed answers", async () => {
  const store = await opened();
  const { id } = await started(store, PRONE);
  const entry = await training.addDrill(store, id, HOLD.id);
  await training.skipEntry(store, entry, true);
  const reopened = new Store({ prefix: store.prefix });
  await reopened.open();
  const rows = await entriesOf(reopened, id);
  equal(rows.map(({ entry: { drill_id, skipped } }) => [drill_id, skipped ?? false]), [[PRONE.id, false], [HOLD.id, true]]);
});
