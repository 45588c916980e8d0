import { newId } from "/static/js/lib/ids.js";
import { todays } from "/static/js/lib/weekdays.js";
import { Beginnings } from "/static/js/offline/beginnings.js";
import { addItem, makeRoutine } from "/static/js/offline/routines.js";
import { changeWorkout, finishWorkout, recordSet, startWorkout } from "/static/js/offline/training.js";
import { loadWorkout } from "/static/js/offline/workouts.js";
import { equal, ok, test } from "./harness.js";
import { HOLD, LIFT, PRONE, THREE, opened } from "./shelf.js";

const DAY_MS = 86_400_000;

async function done(store, drills, { daysAgo = 0, title = "" } = {}) {
  const at = Date.now() - daysAgo * DAY_MS;
  const id = await startWorkout(store, { at, title, drills: drills.map((drill) => ({ drill_id: drill.id })) });
  for (const { id: entry } of (await loadWorkout(store, id)).entries) await recordSet(store, entry, { round: 1, side: "left", reps: 8 }, { at });
  await finishWorkout(store, id, { at });
  return id;
}

test("an empty phone offers the catalogue's routines alone", async () => {
  const { open, drills, recent, planned, routines } = await new Beginnings(await opened()).read();
  equal([open, drills, recent, planned, routines.map(({ title }) => title)], [null, [], [], [], ["Three"]]);
});

test("the same drills in the same order are offered once, the latest of them, three at most", async () => {
  const store = await opened();
  const orders = [[PRONE], [HOLD], [PRONE, HOLD]];
  await done(store, [LIFT], { daysAgo: 10 });
  await done(store, [PRONE], { daysAgo: 9, title: "Old" });
  for (const [index, drills] of orders.entries()) await done(store, drills, { daysAgo: 8 - index });
  const { recent, drills } = await new Beginnings(store).read();
  equal(recent.map(({ name }) => name), ["Prone turn, Long hold", "Long hold", "Prone turn"]);
  equal(drills.map(({ name }) => name), ["Prone turn", "Long hold", "Foot lift"]);
});

test("a workout is called by its title, its drills, or the first and how many more", async () => {
  const store = await opened();
  await done(store, [PRONE, HOLD, LIFT], { daysAgo: 3 });
  await done(store, [LIFT], { daysAgo: 2, title: "Morning" });
  await startWorkout(store, {});
  const { open, recent } = await new Beginnings(store).read();
  equal(recent.map(({ name, names }) => [name, names]), [
    ["Morning", "Foot lift"],
    ["Prone turn and 2 more", "Prone turn, Long hold, Foot lift"],
  ]);
  equal(open.names, "");
  ok(open.name.length > 0);
});

test("what is open is gone on with and not offered again; an address leads to it only on its day", async () => {
  const store = await opened();
  const beginnings = new Beginnings(store);
  const id = await beginnings.drill(PRONE.id);
  const { open, recent } = await beginnings.read();
  equal([open.id, recent, await beginnings.underWay()], [id, [], id]);
  const yesterday = new Date(Date.now() - DAY_MS);
  const two = (number) => String(number).padStart(2, "0");
  const date = `${yesterday.getFullYear()}-${two(yesterday.getMonth() + 1)}-${two(yesterday.getDate())}`;
  await changeWorkout(store, id, { date });
  equal([(await beginnings.read()).open.id, await beginnings.underWay()], [id, null]);
});

test("a routine of today is planned, one of another day is below, an archived one nowhere", async () => {
  const store = await opened();
  const make = async (title, values) => {
    const id = await makeRoutine(store, { title });
    await addItem(store, id, PRONE);
    await store.write([{ type: "routine", id, values }]);
    return id;
  };
  const today = await make("Today", { weekdays: [todays()] });
  await make("Tomorrow", { weekdays: [(todays() + 1) % 7] });
  await make("Archived", { weekdays: [todays()], archived: true });
  const beginnings = new Beginnings(store);
  const { planned, routines } = await beginnings.read();
  equal([planned.map(({ title }) => title), routines.map(({ title }) => title)], [["Today"], ["Tomorrow", "Three"]]);
  equal((await loadWorkout(store, await beginnings.routine(today))).title, "Today");
  equal(await beginnings.routine("no-such"), null);
});

test("an address begins what it names, and nothing that this phone does not know", async () => {
  const store = await opened();
  const beginnings = new Beginnings(store);
  const { workoutId } = await beginnings.asked({ routine: "three" });
  equal((await loadWorkout(store, workoutId)).routineId, THREE.id);
  const again = await beginnings.asked({ again: workoutId });
  ok(again.workoutId !== workoutId);
  equal((await loadWorkout(store, again.workoutId)).entries.length, 3);
  for (const asked of [{ again: newId() }, { routine: "no-such" }, { drill: "no-such" }]) equal(await beginnings.asked(asked), null);
});

test("a drill of the address joins the open workout, is gone on with until it is done there, and is taken back", async () => {
  const store = await opened();
  const beginnings = new Beginnings(store);
  const { workoutId } = await beginnings.asked({ drill: "prone" });
  const entries = async () => (await loadWorkout(store, workoutId)).entries.map(({ drill }) => drill.name);
  const joined = await beginnings.asked({ drill: "hold" });
  equal([joined.workoutId, joined.name, await entries()], [workoutId, "Long hold", ["Prone turn", "Long hold"]]);
  const waiting = await beginnings.asked({ drill: HOLD.id });
  equal([waiting, (await entries()).length], [{ workoutId }, 2]);
  const hold = (await loadWorkout(store, workoutId)).entries[1];
  await recordSet(store, hold.id, { round: 1, side: "both", hold_seconds: 30 });
  const begun = await beginnings.asked({ drill: "hold" });
  equal([begun, (await entries()).length], [{ workoutId }, 2]);
  await joined.undo();
  equal(await entries(), ["Prone turn"]);
});

test("a drill that is done in the open workout comes once more", async () => {
  const store = await opened();
  const beginnings = new Beginnings(store);
  const { workoutId } = await beginnings.asked({ routine: "three" });
  const names = async () => (await loadWorkout(store, workoutId)).entries.map(({ drill }) => drill.name);
  const [prone] = (await loadWorkout(store, workoutId)).entries;
  for (const side of ["left", "right"]) {
    equal(await beginnings.asked({ drill: "prone" }), { workoutId });
    await recordSet(store, prone.id, { round: 1, side, reps: 9 });
  }
  const again = await beginnings.asked({ drill: "prone" });
  equal([again.name, await names()], ["Prone turn", ["Prone turn", "Long hold", "Foot lift", "Prone turn"]]);
});

test("one's own drill is named by its id", async () => {
  const store = await opened();
  const id = newId();
  await store.write([{ type: "own_drill", id, values: { name: "Desk swivel", measures: ["reps"], sides: "each_side", note: "", archived: false } }]);
  const { workoutId } = await new Beginnings(store).asked({ drill: id });
  equal((await loadWorkout(store, workoutId)).entries.map(({ drill }) => drill.name), ["Desk swivel"]);
});
