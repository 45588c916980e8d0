import { newId } from "/static/js/lib/ids.js";
import { Picker } from "/static/js/offline/picker.js";
import { recordSet, startWorkout } from "/static/js/offline/training.js";
import { loadWorkout } from "/static/js/offline/workouts.js";
import { equal, test } from "./harness.js";
import { HOLD, LIFT, PRONE, opened } from "./shelf.js";

async function started(store, ...drills) {
  return startWorkout(store, { drills: drills.map(({ id }) => ({ drill_id: id })) });
}

async function picker(store, workout, entry) {
  const made = new Picker(store, workout, entry);
  await made.load();
  return made;
}

const shown = (lists) => lists.map(({ drills }) => drills.map(({ name }) => name[0]).join(""));

async function ownDrill(store, name, values = {}) {
  const id = newId();
  await store.write([{ type: "own_drill", id, values: { name, measures: ["reps"], sides: "each_side", note: "", archived: false, ...values } }]);
  return id;
}

test("a drill stands in one list: favourites, last used, one's own, then all others", async () => {
  const store = await opened();
  const workout = await started(store, PRONE, HOLD);
  const [first] = (await loadWorkout(store, workout)).entries;
  await recordSet(store, first.id, { round: 1, side: "left", reps: 8 });
  await ownDrill(store, "Desk swivel");
  await ownDrill(store, "Gone swivel", { archived: true });
  const made = await picker(store, workout);
  // What was only planned was not used.
  equal(shown(made.lists("", "")), ["", "P", "D", "LF"]);
  await made.star(PRONE.id);
  equal(shown((await picker(store, workout)).lists("", "")), ["P", "", "D", "LF"]);
});

test("stars keep the order they were given, and a second tap takes one away", async () => {
  const store = await opened();
  const made = await picker(store, await started(store));
  for (const { id } of [LIFT, PRONE]) await made.star(id);
  equal(shown(made.lists("", ""))[0], "FP");
  equal(shown((await picker(store, "")).lists("", ""))[0], "FP");
  await made.star(LIFT.id);
  equal([made.isFavourite(LIFT.id), made.isFavourite(PRONE.id)], [false, true]);
  equal(shown((await picker(store, "")).lists("", ""))[0], "P");
});

test("a position narrows every list, and a word finds one's own drills first", async () => {
  const store = await opened();
  await ownDrill(store, "Turn the desk");
  const made = await picker(store, await started(store));
  equal([...made.positions].sort(), ["prone", "seated"]);
  equal(shown(made.lists("", "seated")), ["", "", "", "LF"]);
  equal(shown(made.lists("turn", "")), ["TP"]);
  equal(shown(made.lists("the turn", ""))[0][0], "T");
  equal(shown(made.lists("turn", "prone")), ["P"]);
  equal(shown(made.lists("zzzz", "")), [""]);
});

test("a drill that is taken comes last, is where one goes on, and has nothing to undo", async () => {
  const store = await opened();
  const workout = await started(store, PRONE);
  const taken = await (await picker(store, workout)).take(HOLD.id);
  const { entries } = await loadWorkout(store, workout);
  equal(entries.map(({ drill }) => drill.name), ["Prone turn", "Long hold"]);
  equal(await store.kept(`draft:${workout}`), { entryId: entries[1].id });
  equal([taken.name, taken.undo], ["Long hold", undefined]);
});

test("in the place of another drill it is taken back by undo", async () => {
  const store = await opened();
  const workout = await started(store, PRONE, HOLD);
  const [first] = (await loadWorkout(store, workout)).entries;
  const own = await ownDrill(store, "Desk swivel");
  const taken = await (await picker(store, workout, first.id)).take(own);
  const names = async () => (await loadWorkout(store, workout)).entries.map(({ drill }) => drill.name);
  equal([taken.name, await names()], ["Desk swivel", ["Desk swivel", "Long hold"]]);
  await taken.undo();
  equal(await names(), ["Prone turn", "Long hold"]);
});
