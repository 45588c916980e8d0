import { Session } from "/static/js/offline/session.js";
import { recordSet, removeSet, startWorkout } from "/static/js/offline/training.js";
import { equal, ok, test } from "./harness.js";
import { HOLD, LIFT, PRONE, opened } from "./shelf.js";

const NOON = Date.parse("2026-11-12T12:00:00Z");

async function begun(store, ...drills) {
  const id = await startWorkout(store, { drills });
  const session = new Session(store, id);
  ok(await session.load());
  return session;
}

const once = (drill, more = {}) => ({ drill_id: drill.id, target: { sets: 1 }, ...more });
const place = ({ entry, draft }) => [entry.drill.name[0], draft.round, draft.side];

/* What a fresh screen finds on this phone. */
async function reloaded(store, { id }) {
  const session = new Session(store, id);
  await session.load();
  return session;
}

test("a workout that is not on this phone does not load; one without drills has no draft", async () => {
  const store = await opened();
  equal(await new Session(store, "no such").load(), false);
  const session = await begun(store);
  equal([session.entry, session.draft, session.setCount], [null, null, 0]);
});

test("left comes first, right without rest, and then the drill's rest", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id });
  equal(place(session), ["P", 1, "left"]);
  const left = await session.log(NOON);
  equal([left.restSeconds, place(session)], [0, ["P", 1, "right"]]);
  const right = await session.log(NOON);
  equal([right.restSeconds, place(session)], [60, ["P", 2, "left"]]);
  equal([left.set.reps, left.set.done_at, session.setCount], [8, "2026-11-12T12:00:00.000Z", 1]);
});

test("what memory holds is what the phone kept", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id });
  session.change({ values: { reps: 11 }, pain: 2 });
  await session.log(NOON);
  const [mine] = session.entry.sets;
  const [kept] = (await reloaded(store, session)).entry.sets;
  for (const field of ["id", "order", "round", "side", "kind", "reps", "pain", "done_at"]) equal([field, kept[field]], [field, mine[field]]);
  equal([kept.reps, kept.pain], [11, 2]);
});

test("a set that the phone will not keep is not shown, and what was typed stays", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id });
  session.change({ values: { reps: 11 } });
  const { write } = store;
  store.write = async () => Promise.reject(new Error("full"));
  const refused = await session.log(NOON).catch(({ message }) => message);
  equal([refused, session.entry.sets.length, session.draft.values.reps], ["full", 0, 11]);
  store.write = write;
  await session.log(NOON);
  equal(session.entry.sets.length, 1);
});

test("what was typed survives a look at the other side, another drill and a reload, until somebody logs it", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id }, { drill_id: LIFT.id });
  session.change({ values: { reps: 11 } });
  session.chooseSide("right");
  equal(session.draft.values.reps, 8);
  session.choose(session.entries[1].id);
  session.choose(session.entries[0].id);
  equal([session.draft.side, session.draft.values.reps], ["left", 11]);
  session.change({ note: "slow" });
  const again = await reloaded(store, session);
  equal([again.draft.values.reps, again.draft.note], [11, "slow"]);
  await recordSet(store, session.entry.id, { round: 1, side: "left", reps: 5 });
  equal(place(await reloaded(store, session)), ["P", 1, "right"]);
});

test("a superset goes in turn and rests when all of it was done once", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: HOLD.id, superset: 1, target: { sets: 2, rest_seconds: 40 } }, { drill_id: LIFT.id, superset: 1, target: { sets: 2, rest_seconds: 50 } });
  const rests = [];
  const places = [];
  for (let taps = 0; taps < 4; taps += 1) {
    places.push(session.entry.drill.name[0]);
    rests.push((await session.log(NOON)).restSeconds);
  }
  equal([places.join(""), rests], ["LFFL", [0, 0, 50, 0]]);
});

test("after the last planned set it is over, leads on, and goes on only when asked to", async () => {
  const store = await opened();
  const session = await begun(store, once(HOLD), once(LIFT));
  await session.log(NOON);
  equal([session.isOver, session.entry.drill.name, session.following.drill.name], [true, "Long hold", "Foot lift"]);
  session.goOn();
  equal([session.isOver, place(session)], [false, ["L", 2, "both"]]);
  await session.log(NOON);
  ok(session.isOver);
  session.choose(session.following.id);
  equal(place(session), ["F", 1, "left"]);
});

test("a correction writes only what changed and goes back to the set that is next", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id });
  const { set } = await session.log(NOON);
  session.edit(set.id);
  equal([session.editing, session.isOver, session.draft.values.reps], [true, false, 8]);
  session.chooseSide("right");
  const written = [];
  const { write } = store;
  store.write = (records, options) => (written.push(...records), write.call(store, records, options));
  await session.save(NOON);
  equal(written.map(({ type, id, values }) => [type, id === set.id, values]), [["set", true, { side: "right" }]]);
  equal([session.editing, place(session)], [false, ["P", 1, "left"]]);
  session.edit(set.id);
  await session.save(NOON);
  equal(written.length, 1);
});

test("last time fills the set and stands beside it", async () => {
  const store = await opened();
  const before = await begun(store, { drill_id: HOLD.id });
  before.change({ values: { hold_seconds: 45 } });
  await before.log(NOON);
  const session = await begun(store, { drill_id: HOLD.id });
  equal([session.draft.values.hold_seconds, session.last.workoutId], [45, before.id]);
  ok(session.lastRound);
});

test("our own tap is no news; another tab's is, but not what stands elsewhere", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id });
  const { set } = await session.log(NOON);
  equal(session.isNews({ keys: [["set", set.id]] }), false);
  // Once: the next change of it is somebody else's.
  equal(session.isNews({ keys: [["set", set.id]] }), true);
  equal(session.isNews({ keys: [["workout", "another"], ["kept", "draft"], ["routine", "r"], ["goal", "g"]] }), false);
  equal([session.isNews({ keys: [["workout", session.id]] }), session.isNews({})], [true, true]);
});

test("a set that another tab removed is gone after a load, and its side is next again", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id });
  const { set } = await session.log(NOON);
  await removeSet(store, set.id);
  await session.load();
  equal([session.entry.sets.length, session.setCount], [0, 0]);
});

test("a last time that comes while one trains is offered, and a later one after it", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id });
  equal(session.last, null);
  for (const [days, reps] of [[300, 6], [2, 13]]) {
    const at = Date.now() - days * 86_400_000;
    const workout = await startWorkout(store, { at, drills: [{ drill_id: PRONE.id }] });
    const [entry] = await store.children("entry", workout);
    await recordSet(store, entry.id, { side: "left", round: 1, reps }, { at });
    await session.load();
    equal([session.last.rounds.length, session.draft.values.reps], [1, reps]);
  }
});

test("a set that is logged while the news are read is there after them", async () => {
  const store = await opened();
  const session = await begun(store, { drill_id: PRONE.id });
  const { ofDrill } = store;
  let goOn;
  const reached = new Promise((resolve) => {
    store.ofDrill = async (...asked) => {
      resolve();
      await new Promise((ready) => (goOn = ready));
      return ofDrill.apply(store, asked);
    };
  });
  const loading = session.load();
  await reached;
  await session.log(NOON);
  store.ofDrill = ofDrill;
  goOn();
  await loading;
  equal([session.entry.sets.length, place(session)], [1, ["P", 1, "right"]]);
});
