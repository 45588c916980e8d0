import { newId } from "../../static/js/lib/ids.js";
import { nameOf } from "../../static/js/offline/database.js";
import { changePhone } from "../../static/js/offline/phone.js";
import { sendWaiting } from "../../static/js/offline/send-waiting.js";
import { Store } from "../../static/js/offline/store.js";
import { Flusher } from "../../static/js/offline/sync.js";
import { FakeServer } from "./fake-server.js";
import { equal, test, throws } from "./harness.js";

const session = [
  { type: "workout", id: "w", values: { date: "2026-11-22", started_at: "2026-11-22T12:00:00.000Z" } },
  { type: "entry", id: "e", parent: "w", values: { drill_id: newId() } },
  { type: "set", id: "s", parent: "e", values: { reps: 9 } },
];

async function phone(account, prefix = `test-${newId()}`) {
  if (account) localStorage.setItem(`${prefix}.account`, account);
  else localStorage.removeItem(`${prefix}.account`);
  const store = new Store({ prefix });
  await store.open();
  return { store, prefix };
}

const namesHere = async (prefix) => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith(prefix));

test("what waits of whoever is signed in is sent, and open tabs hear of it", async () => {
  const server = new FakeServer();
  const { store, prefix } = await phone("ana");
  await store.write(session);
  const told = new Promise((heard) => store.addEventListener("change", ({ detail }) => detail.source === "sync" && heard()));
  await sendWaiting(server, prefix);
  await told;
  await store.count();
  equal([store.status.waiting, server.of("ana").records.size], [0, 3]);
  await sendWaiting(server, prefix);
  equal(server.requests.filter(({ changes }) => changes.length).length, 1);
});

test("news that came meanwhile are kept", async () => {
  const server = new FakeServer();
  const [one, two] = [await phone("ana"), await phone("ana")];
  await one.store.write(session);
  await sendWaiting(server, one.prefix);
  await two.store.write([{ type: "workout", id: "v", values: { date: "2026-11-21" } }]);
  await sendWaiting(server, two.prefix);
  equal((await two.store.get("set", "s")).registers.did.values.reps, 9);
});

test("without signal, and from a server that is ill, it throws and everything goes on waiting", async () => {
  const server = new FakeServer();
  const { store, prefix } = await phone("ana");
  await store.write(session);
  for (const fault of ["no signal", "lose", "cut", 503]) {
    server.faults = [fault];
    await throws(() => sendWaiting(server, prefix), /signal|lost|cut|takes nothing/);
    await store.count();
    equal(store.status.waiting, 3);
  }
  server.faults = [];
  await sendWaiting(server, prefix);
  await store.count();
  equal([store.status.waiting, server.of("ana").records.size], [0, 3]);
});

test("signed out, or in as one who was never here, nothing is sent and no database is made", async () => {
  const server = new FakeServer(null);
  const { store, prefix } = await phone("ana");
  await store.write(session);
  await sendWaiting(server, prefix);
  server.signedIn = "bea";
  await sendWaiting(server, prefix);
  equal([server.requests.length, await namesHere(prefix)], [0, [nameOf("ana", prefix)]]);
});

test("what is on the move from nobody's database is its tab's to send", async () => {
  const server = new FakeServer();
  const ana = await phone("ana");
  await ana.store.write(session);
  const nobody = await phone(null, ana.prefix);
  await nobody.store.transact("readwrite", (transaction) => changePhone(transaction, { moved: "ana" }));
  await sendWaiting(server, ana.prefix);
  equal(server.requests.length, 0);
});

test("what is refused is parked for the person, and the rest is sent", async () => {
  const server = new FakeServer();
  server.refuses = ({ type }) => (type === "set" ? { code: "invalid", field: "reps", detail: "Too many." } : undefined);
  const { store, prefix } = await phone("ana");
  await store.write(session);
  await sendWaiting(server, prefix);
  await store.count();
  equal([store.status.waiting, store.status.refused, server.of("ana").records.size], [0, 1, 2]);
});

test("a flush without signal, and a page that is left while something waits, ask to be woken", async () => {
  const asked = [];
  const registration = { sync: { register: async (tag) => asked.push(tag) } };
  Object.defineProperty(navigator, "serviceWorker", { value: { getRegistration: async () => registration, addEventListener() {} } });
  const leave = async () => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    await new Promise((passed) => setTimeout(passed, 50));
  };
  const server = new FakeServer();
  const { store } = await phone("ana");
  const flusher = new Flusher(store, server);
  flusher.start();
  await flusher.ask();
  await leave();
  equal(asked, []);
  server.faults = ["no signal"];
  await store.write(session);
  await flusher.ask();
  equal([store.status.waiting, asked.length > 0], [3, true]);
  asked.length = 0;
  await leave();
  equal(asked, ["flush"]);
});
