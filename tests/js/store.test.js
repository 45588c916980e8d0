import { GAP } from "../../static/js/domain/order.js";
import { newId } from "../../static/js/lib/ids.js";
import { Store, fields } from "../../static/js/offline/store.js";
import { equal, ok, test, throws } from "./harness.js";

const NOON = Date.UTC(2026, 10, 22, 12);
const DRILL = newId();

async function opened(options) {
  const store = new Store({ prefix: `test-${newId()}`, ...options });
  await store.open();
  return store;
}

const workout = (id, date = "2026-11-22", started_at = `${date}T12:00:00.000Z`) => ({
  type: "workout",
  id,
  values: { started_at, date, time_zone: "Europe/Berlin" },
});
const entry = (id, parent, drill_id = DRILL) => ({ type: "entry", id, parent, values: { drill_id, order: GAP } });
const set = (id, parent, values = { reps: 9 }) => ({ type: "set", id, parent, values });

test("what was written is there when the database is opened again", async () => {
  const store = await opened();
  const { stamp } = await store.write([workout("w"), entry("e", "w"), set("s", "e", { reps: 9, side: "left", note: "slow" })], {
    at: NOON,
  });
  const row = await store.get("set", "s");
  equal(row.registers.note, { stamp, values: { note: "slow" } });
  equal([stamp[0], row.parent, row.unsent], [NOON, "e", ["did", "note"]]);
  const { reps, side, kind, waiting, deleted, effort } = fields(row);
  equal([reps, side, kind, waiting, deleted, effort], [9, "left", "working", true, false, null]);
});

test("an edit changes its registers whole, and leaves the others as they were", async () => {
  const store = await opened();
  const first = await store.write([workout("w"), entry("e", "w"), set("s", "e", { reps: 9, side: "left", note: "slow" })], { at: NOON });
  const second = await store.write([{ type: "set", id: "s", values: { reps: 10 } }], { at: NOON + 1000 });
  const { registers } = await store.get("set", "s");
  equal([registers.did.values.reps, registers.did.values.side], [10, "left"]);
  equal([registers.did.stamp, registers.note.stamp], [second.stamp, first.stamp]);
});

test("what was just written is not saved yet, though it is still to be counted", async () => {
  const prefix = `test-${newId()}`;
  localStorage.setItem(`${prefix}.account`, "ana");
  const store = await opened({ prefix });
  equal([store.status.place, store.status.waiting], ["saved", 0]);
  const places = [];
  store.addEventListener("status", ({ detail }) => places.push(detail.place));
  // One count is under way that knows nothing of it.
  const counting = store.count();
  await store.write([workout("w"), entry("e", "w")]);
  equal(store.status.place, "waiting");
  await Promise.all([counting, store.count()]);
  equal([store.status.waiting, places.includes("saved")], [2, false]);
});

test("a clock that fell behind still writes later than what it edits", async () => {
  const store = await opened();
  const first = await store.write([workout("w")], { at: NOON });
  const second = await store.write([{ type: "workout", id: "w", values: { title: "Hips" } }], { at: NOON - 7_200_000 });
  ok(second.stamp[0] > first.stamp[0]);
});

test("a record that would not be whole is refused, and nothing of its batch is kept", async () => {
  const store = await opened();
  await throws(() => store.write([workout("w"), { type: "entry", id: "e", parent: "w", values: { note: "x" } }]), /needs its plan/);
  await throws(() => store.write([workout("w"), { type: "set", id: "s", values: { reps: 1 } }]), /needs its entry/);
  await throws(() => store.write([workout("w"), { type: "band", id: "b", values: { reps: 1 } }]), /no reps/);
  equal(await store.get("workout", "w"), undefined);
  equal(store.status.place, "phone");
});

test("a favourite needs no more than its id", async () => {
  const store = await opened();
  await store.write([{ type: "favourite", id: DRILL }]);
  equal((await store.get("favourite", DRILL)).unsent, ["deleted"]);
});

test("children are found by their parent, all of a type by the type", async () => {
  const store = await opened();
  await store.write([workout("w"), workout("v"), entry("e", "w"), entry("f", "v"), set("s", "e"), set("t", "e"), set("u", "f")]);
  equal((await store.children("set", "e")).map((row) => row.id), ["s", "t"]);
  equal((await store.children("entry", "w")).map((row) => row.id), ["e"]);
  equal((await store.all("workout")).map((row) => row.id), ["v", "w"]);
});

test("lists come newest first, by day and start, a page at a time", async () => {
  const store = await opened();
  await store.write([
    workout("b", "2026-11-02"),
    workout("a", "2026-11-22", "2026-11-22T18:00:00.000Z"),
    workout("c", "2026-11-22", "2026-11-22T07:00:00.000Z"),
    workout("d", "2025-12-31", null),
  ]);
  const ids = (rows) => rows.map((row) => row.id);
  equal(ids(await store.latest("workout")), ["a", "c", "b", "d"]);
  const page = await store.latest("workout", { limit: 2 });
  equal(ids(page), ["a", "c"]);
  equal(ids(await store.latest("workout", { limit: 2, before: page[1].sort })), ["b", "d"]);
});

test("a drill's sets come newest first without the deleted ones, its entries with them", async () => {
  const store = await opened();
  await store.write([
    workout("v", "2026-11-01"),
    entry("f", "v"),
    set("u", "f"),
    workout("w"),
    entry("e", "w"),
    set("s", "e"),
    set("t", "e"),
    entry("other", "w", newId()),
    set("x", "other"),
  ]);
  await store.remove([{ type: "set", id: "t" }]);
  equal((await store.ofDrill("set", DRILL)).map((row) => row.id), ["s", "u"]);
  equal((await store.ofDrill("set", DRILL, { limit: 1 })).map((row) => row.id), ["s"]);
  await store.remove([{ type: "entry", id: "e" }]);
  equal((await store.ofDrill("entry", DRILL)).map((row) => row.id), ["e", "f"]);
});

test("a set follows its entry's drill and its workout's day", async () => {
  const store = await opened();
  const [other, row] = [newId(), () => store.get("set", "s")];
  await store.write([set("s", "e")]);
  equal([(await row()).drill, (await row()).sort], [undefined, undefined]);
  equal(await store.ofDrill("set", DRILL), []);
  await store.write([entry("e", "w")]);
  equal([(await row()).drill, (await row()).sort], [DRILL, undefined]);
  await store.write([workout("w")]);
  equal((await row()).sort, (await store.get("workout", "w")).sort);
  equal((await store.ofDrill("set", DRILL)).length, 1);
  await store.write([{ type: "workout", id: "w", values: { date: "2026-01-01" } }, { type: "entry", id: "e", values: { drill_id: other } }]);
  ok((await row()).sort.startsWith("2026-01-01"));
  equal([(await store.ofDrill("set", DRILL)).length, (await store.ofDrill("set", other)).length], [0, 1]);
});

test("deleting takes all children with one stamp, and undo brings back exactly those", async () => {
  const store = await opened();
  await store.write([workout("w"), entry("e", "w"), set("s", "e"), set("t", "e")], { at: NOON });
  const former = await store.remove([{ type: "set", id: "t" }], { at: NOON });
  const stamp = await store.remove([{ type: "workout", id: "w" }], { at: NOON });
  const gone = async (type, id) => fields(await store.get(type, id)).deleted;
  ok(stamp[0] > former[0]);
  equal((await store.get("set", "s")).registers.deleted.stamp, stamp);
  equal((await store.deleted()).map((row) => row.id).sort(), ["e", "s", "t", "w"]);
  equal((await store.deleted({ type: "workout" })).map((row) => row.id), ["w"]);
  await store.undo(stamp);
  equal([await gone("workout", "w"), await gone("entry", "e"), await gone("set", "s"), await gone("set", "t")], [false, false, false, true]);
  await store.undo(former);
  equal([await gone("set", "t"), await store.deleted()], [false, []]);
});

test("editing a deleted record revives it", async () => {
  const store = await opened();
  await store.write([workout("w")], { at: NOON });
  await store.remove([{ type: "workout", id: "w" }], { at: NOON + 1 });
  await store.write([{ type: "workout", id: "w", values: { title: "Back" } }], { at: NOON + 2 });
  const row = await store.get("workout", "w");
  equal([fields(row).deleted, row.gone], [false, undefined]);
});

test("what is kept on this phone alone stays until it is forgotten", async () => {
  const store = await opened();
  await store.keep("rest", { until: 5 });
  equal(await store.kept("rest"), { until: 5 });
  await store.keep("rest", undefined);
  equal(await store.kept("rest"), undefined);
});

test("whoever watches hears what changed after it is written", async () => {
  const store = await opened();
  const heard = [];
  store.addEventListener("change", ({ detail }) => heard.push(detail));
  await store.write([workout("w"), entry("e", "w")]);
  await store.keep("place", 3);
  equal(heard, [
    {
      keys: [
        ["workout", "w"],
        ["entry", "e"],
      ],
      source: "here",
    },
    { keys: [["kept", "place"]], source: "here" },
  ]);
});

test("two tabs agree", async () => {
  const prefix = `test-${newId()}`;
  const [one, two] = [await opened({ prefix }), await opened({ prefix })];
  const heard = new Promise((resolve) => two.addEventListener("change", ({ detail }) => resolve(detail), { once: true }));
  await one.write([workout("w")]);
  equal(await heard, { keys: [["workout", "w"]], source: "tab" });
  equal((await two.get("workout", "w")).registers, (await one.get("workout", "w")).registers);
  await Promise.all([
    one.write([{ type: "workout", id: "w", values: { title: "One" } }], { at: NOON }),
    two.write([{ type: "workout", id: "w", values: { energy: 4 } }], { at: NOON }),
  ]);
  const { title, energy } = fields(await one.get("workout", "w"));
  equal([title, energy], ["One", 4]);
  const { registers } = await one.get("workout", "w");
  ok(registers.name.stamp[0] !== registers.felt.stamp[0], "two stamps of one device are never equal");
});

test("a phone that is full says so, keeps what it had and goes on when there is room", async () => {
  const store = await opened();
  await store.write([workout("w")]);
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  const error = await store.write([{ type: "workout", id: "w", values: { title: "Lost" } }]).catch((reason) => reason);
  equal([error.name, error.kind, error.key, store.status.place], ["StorageError", "full", "storage.full", "storage"]);
  equal(fields(await store.get("workout", "w")).title, "");
  IDBObjectStore.prototype.put = put;
  await store.write([{ type: "workout", id: "w", values: { title: "Kept" } }]);
  equal([fields(await store.get("workout", "w")).title, store.status.place], ["Kept", "phone"]);
});

test("a browser without a database reads nothing, refuses to write and says why", async () => {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = () => {
    throw new DOMException("private", "SecurityError");
  };
  const store = await opened();
  equal([store.status.place, await store.latest("workout"), await store.get("workout", "w")], ["storage", [], undefined]);
  const error = await store.write([workout("w")]).catch((reason) => reason);
  equal(error.key, "storage.unavailable");
  IDBFactory.prototype.open = open;
});

test("a database that was forgotten meanwhile is opened anew, as a new device", async () => {
  const prefix = `test-${newId()}`;
  const store = await opened({ prefix });
  const former = await store.write([workout("w")]);
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(`${prefix}:nobody`).onsuccess = resolve;
  });
  equal(await store.get("workout", "w"), undefined);
  const { stamp } = await store.write([workout("v")]);
  ok(stamp[1] !== former.stamp[1]);
});

test("ids are version 4 and never the same", () => {
  const ids = new Set(Array.from({ length: 1000 }, newId));
  equal(ids.size, 1000);
  for (const id of ids) ok(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id), id);
});

test("no tap and no screen reads more than it needs, however much there is", async () => {
  const store = await opened();
  await store.write([workout("w"), entry("e", "w"), set("s", "e")]);
  const walks = [];
  const real = {};
  for (const name of ["getAll", "getAllKeys", "openCursor", "openKeyCursor", "count"]) {
    real[name] = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (range, ...rest) {
      if (this.name === "records" && !(range instanceof IDBKeyRange)) walks.push(name);
      return real[name].call(this, range, ...rest);
    };
  }
  await store.write([set("t", "e", { reps: 8 })]);
  await store.remove([{ type: "set", id: "t" }]);
  await store.latest("workout", { limit: 5 });
  await store.ofDrill("set", DRILL, { limit: 5 });
  await store.children("set", "e");
  await store.deleted({ limit: 5 });
  await store.count();
  Object.assign(IDBObjectStore.prototype, real);
  equal(walks, []);
});
