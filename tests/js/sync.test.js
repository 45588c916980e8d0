import { newId } from "../../static/js/lib/ids.js";
import { Store, fields } from "../../static/js/offline/store.js";
import { Flusher } from "../../static/js/offline/sync.js";
import { FakeServer } from "./fake-server.js";
import { equal, ok, test } from "./harness.js";

const NOON = Date.UTC(2026, 10, 22, 12);
const DRILL = newId();

async function phone(server, { account = "ana", prefix = `test-${newId()}` } = {}) {
  if (account) localStorage.setItem(`${prefix}.account`, account);
  const store = new Store({ prefix });
  await store.open();
  return { store, flusher: new Flusher(store, server), prefix };
}

const workout = (id, date = "2026-11-22") => ({ type: "workout", id, values: { date, started_at: `${date}T12:00:00.000Z` } });
const entry = (id, parent) => ({ type: "entry", id, parent, values: { drill_id: DRILL } });
const set = (id, parent, values = { reps: 9 }) => ({ type: "set", id, parent, values });
const session = [workout("w"), entry("e", "w"), set("s", "e")];
const places = ({ store }) => [store.status.place, store.status.waiting, store.status.refused];
const idsOf = (request) => request.changes.map(({ id }) => id);

test("what was written is sent, parents first, and acknowledged", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write([set("s", "e"), entry("e", "w"), workout("w")]);
  await ana.store.count();
  equal(places(ana), ["waiting", 3, 0]);
  await ana.flusher.ask();
  equal(idsOf(server.requests[0]), ["w", "e", "s"]);
  equal(places(ana), ["saved", 0, 0]);
  equal((await ana.store.get("set", "s")).unsent, []);
  equal(server.of("ana").records.size, 3);
});

test("only the registers that changed are sent again", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write(session);
  await ana.flusher.ask();
  await ana.store.write([{ type: "set", id: "s", values: { note: "slow" } }]);
  await ana.flusher.nudge();
  const { changes } = server.requests.at(-1);
  equal([changes.length, Object.keys(changes[0].registers), changes[0].parent], [1, ["note"], "e"]);
});

test("another phone gets all of it, whatever the size of the pages", async () => {
  const server = new FakeServer();
  server.page = 2;
  const [ana, other] = [await phone(server), await phone(server)];
  await ana.store.write([...session, set("t", "e"), set("u", "e")]);
  await ana.flusher.ask();
  const progress = [];
  other.store.addEventListener("status", ({ detail }) => progress.push(detail.firstSync?.done));
  await other.flusher.ask();
  equal((await other.store.children("set", "e")).map((row) => row.id), ["s", "t", "u"]);
  equal((await other.store.ofDrill("set", DRILL)).length, 3);
  ok(progress.includes(2) && progress.includes(4), progress);
  equal(other.store.status.firstSync, null);
  equal(places(other), ["saved", 0, 0]);
});

test("an edit made while its request is under way goes on waiting", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write(session);
  const { sync } = server;
  server.sync = async (request) => {
    server.sync = sync;
    const answer = await server.sync(request);
    await ana.store.write([{ type: "set", id: "s", values: { reps: 12 } }]);
    return answer;
  };
  await ana.flusher.ask();
  equal(server.requests.map((request) => request.changes.length), [3, 1]);
  equal(server.of("ana").records.get("set s").registers.did.values.reps, 12);
  equal(places(ana), ["saved", 0, 0]);
});

test("a reply that is lost after the commit is asked for again and doubles nothing", async () => {
  const server = new FakeServer();
  server.faults = ["cut"];
  const ana = await phone(server);
  await ana.store.write(session);
  await ana.flusher.ask();
  equal(places(ana), ["offline", 3, 0]);
  await ana.flusher.nudge();
  equal(places(ana), ["saved", 0, 0]);
  equal(server.of("ana").revision, 3);
});

test("the server's spelling of a value replaces the phone's under the same stamp", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write([workout("w"), entry("e", "w"), set("s", "e", { load_kg: "2.5" })]);
  const { sync } = server;
  server.sync = async (request) => {
    const answer = await sync.call(server, request);
    for (const { registers } of answer.body.changes) if (registers.did) registers.did.values.load_kg = "2.500";
    return answer;
  };
  await ana.flusher.ask();
  equal(fields(await ana.store.get("set", "s")).load_kg, "2.500");
});

test("two phones that edit one workout offline agree afterwards, and keep both edits", async () => {
  const server = new FakeServer();
  const [ana, other] = [await phone(server), await phone(server)];
  await ana.store.write(session, { at: NOON });
  await ana.flusher.ask();
  await other.flusher.ask();
  await ana.store.write([{ type: "set", id: "s", values: { reps: 12 } }, set("t", "e")], { at: NOON + 7_200_000 });
  await other.store.write([{ type: "set", id: "s", values: { note: "slow" } }, { type: "workout", id: "w", values: { title: "Hips" } }], {
    at: NOON + 1,
  });
  await other.store.remove([{ type: "workout", id: "w" }], { at: NOON + 2 });
  for (const each of [ana, other, ana]) await each.flusher.ask();
  for (const { store } of [ana, other]) {
    const one = fields(await store.get("set", "s"));
    equal([one.reps, one.note, one.deleted], [12, "slow", true]);
    const two = fields(await store.get("set", "t"));
    equal([two.deleted, fields(await store.get("workout", "w")).title], [false, "Hips"]);
  }
});

test("a session that ended pauses, and goes on when somebody signs in", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.flusher.ask();
  server.signedIn = null;
  await ana.store.write(session);
  await ana.flusher.nudge();
  equal(places(ana), ["signed-out", 3, 0]);
  const asked = server.requests.length;
  await ana.flusher.nudge();
  equal([server.requests.length, places(ana)[0]], [asked, "signed-out"]);
  server.signedIn = "ana";
  await ana.flusher.ask();
  equal(places(ana), ["saved", 0, 0]);
});

test("a new epoch sends everything again with its old stamps and reads from the start", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write(session, { at: NOON });
  await ana.flusher.ask();
  const before = (await ana.store.get("set", "s")).registers;
  const owned = server.of("ana");
  owned.records.delete("set s");
  owned.revision = 2;
  owned.epoch = "e2";
  await ana.flusher.ask();
  equal(owned.records.get("set s").registers, before);
  equal(places(ana), ["saved", 0, 0]);
  equal((await ana.store.get("set", "s")).registers, before);
});

test("resync marks in pieces, and goes on where it was cut", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write([workout("w"), entry("e", "w"), ...Array.from({ length: 1100 }, (_, index) => set(`s${index}`, "e"))]);
  await ana.flusher.ask();
  const owned = server.of("ana");
  equal(owned.records.size, 1102);
  owned.records.clear();
  owned.epoch = "e2";
  owned.revision = 0;
  const { put } = IDBObjectStore.prototype;
  let puts = 0;
  IDBObjectStore.prototype.put = function (row) {
    puts += 1;
    if (puts === 800) throw new DOMException("cut", "UnknownError");
    return put.call(this, row);
  };
  await ana.flusher.ask();
  IDBObjectStore.prototype.put = put;
  ok(ana.store.status.waiting < 1102);
  await ana.flusher.ask();
  equal([owned.records.size, places(ana)], [1102, ["saved", 0, 0]]);
  ok(server.requests.every((request) => request.changes.length <= 500));
});

test("a server that never stops asking for everything is not besieged", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write([workout("w")]);
  server.sync = async () => {
    server.requests.push({});
    return { status: 409, body: { code: "resync" }, wait: 0, offset: null };
  };
  await ana.flusher.ask();
  equal([server.requests.length, places(ana)], [3, ["waiting", 1, 0]]);
});

test("nobody's taps do not ask each time who is signed in", async () => {
  const server = new FakeServer(null);
  const someone = await phone(server, { account: null });
  let asked = 0;
  const { session: who } = server;
  server.session = () => {
    asked += 1;
    return who.call(server);
  };
  await someone.flusher.ask();
  for (const change of session) {
    await someone.store.write([change]);
    await someone.flusher.nudge();
  }
  equal(asked, 1);
});

test("a batch that is too large is halved until it passes", async () => {
  const server = new FakeServer();
  server.breaks = ({ changes }) => (changes.length > 2 ? 413 : undefined);
  const ana = await phone(server);
  await ana.store.write([...session, set("t", "e"), set("u", "e")]);
  await ana.flusher.ask();
  equal([server.of("ana").records.size, places(ana)], [5, ["saved", 0, 0]]);
});

test("a request stays below 900 kB", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  const note = "ü".repeat(4000);
  await ana.store.write([workout("w"), entry("e", "w"), ...Array.from({ length: 300 }, (_, index) => set(`s${index}`, "e", { reps: 1, note }))]);
  await ana.flusher.ask();
  equal(server.of("ana").records.size, 302);
  ok(server.requests.length > 2);
  ok(server.requests.every((request) => new Blob([JSON.stringify(request)]).size < 950_000));
});

test("one record that breaks the server is parked, and all others arrive", async () => {
  const server = new FakeServer();
  server.breaks = ({ changes }) => (changes.some(({ id }) => id === "bad") ? 500 : undefined);
  const ana = await phone(server);
  await ana.store.write([...session, set("bad", "e"), set("t", "e")]);
  for (let turn = 0; turn < 20 && server.of("ana").records.size < 4; turn += 1) await ana.flusher.nudge();
  for (let turn = 0; turn < 20 && ana.store.status.refused === 0; turn += 1) await ana.flusher.nudge();
  equal(server.of("ana").records.size, 4);
  equal(places(ana), ["refused", 0, 1]);
  const [refusal] = await ana.store.refusals();
  equal([refusal.id, refusal.code, refusal.record.reps, refusal.current], ["bad", "failed", 9, null]);
});

test("a server that is down takes nothing out of the queue", async () => {
  const server = new FakeServer();
  server.breaks = () => 500;
  const ana = await phone(server);
  await ana.store.write([workout("w")]);
  for (let turn = 0; turn < 12; turn += 1) await ana.flusher.ask();
  equal(places(ana), ["waiting", 1, 0]);
  server.breaks = () => 503;
  for (let turn = 0; turn < 12; turn += 1) await ana.flusher.ask();
  equal(places(ana), ["waiting", 1, 0]);
});

test("429 waits as long as it says, whatever happens meanwhile", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  const { sync } = server;
  server.sync = async () => {
    server.sync = sync;
    return { status: 429, body: {}, wait: 60_000, offset: null };
  };
  await ana.store.write([workout("w")]);
  await ana.flusher.ask();
  await ana.flusher.ask();
  equal([server.requests.length, places(ana)], [0, ["waiting", 1, 0]]);
});

test("an account that is gone and an app that is too old keep everything and say so", async () => {
  for (const [status, place] of [
    [410, "gone"],
    [426, "update"],
  ]) {
    const server = new FakeServer();
    server.faults = [status];
    const ana = await phone(server);
    await ana.store.write(session);
    await ana.flusher.ask();
    equal(places(ana), [place, 3, 0]);
  }
});

test("the phone's clock is corrected by the server's, and a wrong one is said", async () => {
  const server = new FakeServer();
  server.offset = -2 * 3_600_000;
  const ana = await phone(server);
  await ana.flusher.ask();
  equal(ana.store.status.clockOff, -120);
  const { stamp } = await ana.store.write([workout("w")], { at: NOON });
  equal(stamp[0], NOON - 2 * 3_600_000);
});

test("a reply for a store that was wiped meanwhile is dropped", async () => {
  const server = new FakeServer();
  const [ana, other] = [await phone(server), await phone(server)];
  await other.store.write([workout("v")]);
  await other.flusher.ask();
  const { sync } = server;
  server.sync = async (request) => {
    server.sync = sync;
    const answer = await server.sync(request);
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(`${ana.prefix}:ana`).onsuccess = resolve;
    });
    return answer;
  };
  await ana.flusher.ask();
  ok(server.requests.length >= 3);
  equal(server.requests.at(-1).cursor === 0 || server.requests.at(-2).cursor === 0, true);
  equal((await ana.store.all("workout")).length, 1);
});

test("a refused record leaves the store, and correcting it sends it", async () => {
  const server = new FakeServer();
  server.refuses = ({ registers }) =>
    registers.did?.values.reps > 100 ? { code: "invalid", field: "reps", detail: "At most 100." } : undefined;
  const ana = await phone(server);
  await ana.store.write([workout("w"), entry("e", "w"), set("s", "e", { reps: 900, note: "wow" })]);
  await ana.flusher.ask();
  equal(places(ana), ["refused", 0, 1]);
  equal(await ana.store.get("set", "s"), undefined);
  const [refusal] = await ana.store.refusals();
  equal(
    [refusal.code, refusal.field, refusal.detail, refusal.record.reps, refusal.record.note, refusal.current, refusal.held],
    ["invalid", "reps", "At most 100.", 900, "wow", null, 0],
  );
  await ana.store.fix("set", "s", { reps: 90 });
  await ana.flusher.nudge();
  equal(places(ana), ["saved", 0, 0]);
  const sent = fields(server.of("ana").records.get("set s"));
  equal([sent.reps, sent.note], [90, "wow"]);
});

test("where an edit is refused the server's copy takes its place", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write(session);
  await ana.flusher.ask();
  server.refuses = ({ id }) => (id === "s" ? { code: "invalid", field: "reps", detail: "No." } : undefined);
  await ana.store.write([{ type: "set", id: "s", values: { reps: 900 } }]);
  await ana.flusher.nudge();
  equal(fields(await ana.store.get("set", "s")).reps, 9);
  const [refusal] = await ana.store.refusals();
  equal([refusal.record.reps, refusal.current.reps], [900, 9]);
  await ana.store.drop("set", "s");
  equal([await ana.store.refusals(), fields(await ana.store.get("set", "s")).reps, places(ana)], [[], 9, ["saved", 0, 0]]);
});

test("what a refused parent holds comes back with it, and goes with it", async () => {
  const server = new FakeServer();
  server.refuses = ({ id }) => (id === "w" ? { code: "invalid", field: "date", detail: "Too far." } : undefined);
  const ana = await phone(server);
  await ana.store.write([...session, set("t", "e")]);
  await ana.flusher.ask();
  const [refusal, ...others] = await ana.store.refusals();
  equal([refusal.id, refusal.held, others], ["w", 3, []]);
  equal([places(ana), await ana.store.ofDrill("set", DRILL)], [["refused", 0, 1], []]);
  server.refuses = () => undefined;
  await ana.store.fix("workout", "w", { date: "2026-11-21" });
  equal((await ana.store.ofDrill("set", DRILL)).length, 2);
  await ana.flusher.nudge();
  equal([server.of("ana").records.size, places(ana)], [4, ["saved", 0, 0]]);
});

test("a parent that the server lost is sent again by itself", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write([workout("w"), entry("e", "w")]);
  await ana.flusher.ask();
  server.of("ana").records.clear();
  await ana.store.write([set("s", "e")]);
  await ana.flusher.nudge();
  equal([server.of("ana").records.size, places(ana)], [3, ["saved", 0, 0]]);
});

test("a record that the server has only half is sent whole, once", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write(session);
  await ana.flusher.ask();
  server.of("ana").records.delete("set s");
  await ana.store.write([{ type: "set", id: "s", values: { note: "slow" } }]);
  await ana.flusher.nudge();
  equal([server.of("ana").records.size, places(ana)], [3, ["saved", 0, 0]]);
});

test("the file holds everything, in the shape of the wire", async () => {
  const server = new FakeServer();
  server.refuses = ({ id }) => (id === "t" ? { code: "invalid", field: "reps", detail: "No." } : undefined);
  const ana = await phone(server);
  await ana.store.write([...session, set("t", "e")]);
  await ana.flusher.ask();
  const file = JSON.parse(await (await ana.store.toFile()).text());
  equal([file.account, file.records.map(({ id }) => id).sort(), file.refused.map(({ id }) => id)], ["ana", ["e", "s", "w"], ["t"]]);
  equal(Object.keys(file.records[0]).sort(), ["id", "parent", "registers", "type"]);
  const one = JSON.parse(await (await ana.store.toFile([["set", "t"]])).text());
  equal([one.records, one.refused.length], [[], 1]);
});

// --- who is here ------------------------------------------------------------------------------------

const databases = async (prefix) =>
  (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith(prefix)).sort();

test("nobody's records become the account's, with the same ids and stamps", async () => {
  const server = new FakeServer(null);
  const someone = await phone(server, { account: null });
  await someone.store.write(session);
  await someone.store.keep("rest", 5);
  await someone.flusher.ask();
  equal([places(someone), server.requests], [["phone", 3, 0], []]);
  const { registers } = await someone.store.get("set", "s");
  server.signedIn = "ana";
  await someone.flusher.ask();
  equal([someone.store.account, places(someone)], ["ana", ["saved", 0, 0]]);
  equal((await someone.store.get("set", "s")).registers, registers);
  equal(await someone.store.kept("rest"), 5);
  equal([server.of("ana").records.size, await databases(someone.prefix)], [3, [`${someone.prefix}:ana`]]);
});

test("an account with workouts is asked first, and the answers do what they say", async () => {
  const server = new FakeServer();
  const ana = await phone(server);
  await ana.store.write([workout("old")]);
  await ana.flusher.ask();
  for (const [choice, expected] of [
    ["erase", ["old"]],
    ["add", ["old", "w"]],
  ]) {
    const someone = await phone(server, { account: null });
    await someone.store.write(session);
    await someone.flusher.ask();
    equal([someone.store.question.kind, someone.store.question.workouts, someone.store.account], ["adopt", 1, null]);
    const file = await someone.store.question.answer("file");
    equal(JSON.parse(await file.text()).records.length, 3);
    await someone.store.question.answer(choice);
    await someone.flusher.ask();
    equal([someone.store.account, someone.store.question], ["ana", null]);
    equal((await someone.store.all("workout")).map((row) => row.id), expected);
    equal(await databases(someone.prefix), [`${someone.prefix}:ana`]);
  }
});

test("what another tab writes during the adoption is not lost", async () => {
  const server = new FakeServer();
  const prefix = `test-${newId()}`;
  const [one, two] = [await phone(server, { account: null, prefix }), await phone(server, { account: null, prefix })];
  await one.store.write(session);
  const writes = [];
  const adopting = one.flusher.ask();
  for (let index = 0; index < 20; index += 1) {
    writes.push(`t${index}`);
    await two.store.write([set(`t${index}`, "e")]);
  }
  await adopting;
  await one.flusher.ask();
  await two.flusher.ask();
  equal((await two.store.children("set", "e")).length, 21);
  equal([...server.of("ana").records.keys()].filter((path) => path.startsWith("set")).length, 21);
});

test("an adoption that was cut goes on at the next opening, without the network", async () => {
  const server = new FakeServer();
  const someone = await phone(server, { account: null });
  await someone.store.write(session);
  const { clear } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.clear = () => {
    throw new DOMException("cut", "AbortError");
  };
  await someone.flusher.ask().catch(() => {});
  IDBObjectStore.prototype.clear = clear;
  const again = new Store({ prefix: someone.prefix });
  await again.open();
  equal([again.account, (await again.get("set", "s")).unsent], ["ana", ["did"]]);
  equal(await databases(someone.prefix), [`${someone.prefix}:ana`]);
});

test("somebody else finds none of it; what is not sent stays locked until its owner is back", async () => {
  const server = new FakeServer();
  const here = await phone(server);
  await here.store.write(session);
  await (await caches.open("personal:ana")).put("/today/", new Response("Ana's"));
  server.signedIn = "ben";
  await here.flusher.ask();
  equal([here.store.account, await here.store.all("workout"), places(here)], ["ben", [], ["saved", 0, 0]]);
  equal((await caches.keys()).filter((name) => name.startsWith("personal:")), []);
  equal(await databases(here.prefix), [`${here.prefix}:ana`, `${here.prefix}:ben`]);
  server.signedIn = "ana";
  const back = await phone(server, { account: "ben", prefix: here.prefix });
  await back.flusher.ask();
  equal([back.store.account, places(back), server.of("ana").records.size], ["ana", ["saved", 0, 0], 3]);
  equal(await databases(here.prefix), [`${here.prefix}:ana`]);
});

test("a tab that shows another account's screen writes nothing into the new one's", async () => {
  const server = new FakeServer();
  const prefix = `test-${newId()}`;
  const [one, two] = [await phone(server, { prefix }), await phone(server, { prefix })];
  await one.store.write(session);
  server.signedIn = "ben";
  await one.flusher.ask();
  // The old tab's connection was not closed: Ana's database stays. It may go on there, but never in Ben's.
  await two.store.write([set("t", "e")]).catch(() => {});
  equal(await one.store.all("set"), []);
  await two.store.reopen();
  equal(two.store.account, "ben");
});

// --- any order of events ----------------------------------------------------------------------------

/** A repeatable source of chance. */
function dice(seed) {
  let state = seed * 2_654_435_761;
  const roll = (most) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return (state >>> 8) % most;
  };
  return { roll, pick: (list) => list[roll(list.length)] };
}

/** Nobody adds to what they do not see: a parent is made with its child where it is not known yet. */
async function anyEdit(store, { roll, pick }, at) {
  const [w, e, s] = [`w${roll(2)}`, `e${roll(3)}`, `s${roll(5)}`];
  const above = async (type, id, make) => ((await store.get(type, id)) ? [] : make());
  const newWorkout = (id) => [workout(id)];
  const newEntry = async (id) => {
    const parent = `w${Number(id[1]) % 2}`;
    return [...(await above("workout", parent, () => newWorkout(parent))), entry(id, parent)];
  };
  const withSet = async (values) => {
    const parent = `e${Number(s[1]) % 3}`;
    return store.write([...(await above("entry", parent, () => newEntry(parent))), set(s, parent, values)], { at });
  };
  const deeds = [
    () => store.write([{ ...workout(w, `2026-11-0${1 + roll(9)}`) }, { type: "workout", id: w, values: { title: `T${roll(9)}` } }], { at }),
    async () => store.write(await newEntry(e), { at }),
    () => withSet({ reps: roll(40) }),
    () => withSet({ reps: roll(40), note: `N${roll(9)}`, pain: roll(5) }),
    () => store.remove([pick([{ type: "workout", id: w }, { type: "entry", id: e }, { type: "set", id: s }])], { at }),
    async () => {
      const [last] = await store.deleted({ limit: 1 });
      if (last) await store.undo(last.gone, { at });
    },
  ];
  return pick(deeds)();
}

async function content(store) {
  const rows = (await Promise.all(["workout", "entry", "set"].map((type) => store.all(type)))).flat();
  return rows.map(({ type, id, parent, registers, drill, sort, unsent }) => ({ type, id, parent, registers, drill, sort, unsent }));
}

async function anyHistory(seed) {
  const chance = dice(seed);
  const server = new FakeServer();
  server.page = 1 + chance.roll(4);
  const phones = [];
  for (let index = 0; index < 3; index += 1) phones.push(await phone(server));
  const clocks = phones.map(() => (chance.roll(7) - 3) * 3_600_000);
  for (let turn = 0; turn < 40; turn += 1) {
    const index = chance.roll(3);
    const { store, flusher, prefix } = phones[index];
    const deed = chance.roll(12);
    if (deed < 7) await anyEdit(store, chance, NOON + turn * 1000 + clocks[index]);
    else if (deed < 10) {
      server.faults = Array.from({ length: chance.roll(3) }, () => chance.pick(["lose", "cut", "twice", 503, undefined]));
      // The person goes on while the phone talks.
      await Promise.all([flusher.ask(), anyEdit(store, chance, NOON + turn * 1000 + clocks[index])]);
      server.faults = [];
    } else if (deed === 10) server.replay(chance.roll(100));
    else if (chance.roll(4) === 0) {
      // The phone is wiped: what it had not sent is gone, and it comes back as a new device.
      phones[index] = await phone(server);
      indexedDB.deleteDatabase(`${prefix}:ana`);
    } else if (chance.roll(3) === 0) {
      // A backup is put back: the latest revisions are lost.
      const owned = server.of("ana");
      owned.revision = Math.max(0, owned.revision - chance.roll(4));
      for (const [path, row] of owned.records) if (row.revision > owned.revision) owned.records.delete(path);
      owned.epoch = `e${seed}-${turn}`;
    }
  }
  for (let round = 0; round < 3; round += 1) for (const { flusher } of phones) await flusher.ask();
  const [first, ...others] = await Promise.all(phones.map(({ store }) => content(store)));
  for (const other of others) equal([seed, other], [seed, first]);
  const stored = [...server.of("ana").records.values()];
  equal(stored.length, first.length);
  for (const row of first) {
    equal([seed, row.id, row.unsent, server.of("ana").records.get(`${row.type} ${row.id}`).registers], [seed, row.id, [], row.registers]);
  }
  for (const { store } of phones) equal([seed, store.status.place, await store.refusals()], [seed, "saved", []]);
}

test("phones converge under lost, cut, doubled and late messages, wiped phones and backups: 1 to 20", async () => {
  for (let seed = 1; seed <= 20; seed += 1) await anyHistory(seed);
});

test("phones converge under lost, cut, doubled and late messages, wiped phones and backups: 21 to 40", async () => {
  for (let seed = 21; seed <= 40; seed += 1) await anyHistory(seed);
});
