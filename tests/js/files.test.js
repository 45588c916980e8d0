import { equal, test } from "./harness.js";
import { newId } from "/static/js/lib/ids.js";
import { openFile } from "/static/js/offline/files.js";
import { Store } from "/static/js/offline/store.js";

const NOON = Date.UTC(2026, 10, 22, 12);

async function opened() {
  const store = new Store({ prefix: `test-${newId()}` });
  await store.open();
  return store;
}

const session = (reps) => [
  { type: "workout", id: "w", values: { date: "2026-11-22", started_at: "2026-11-22T12:00:00.000Z" } },
  { type: "entry", id: "e", parent: "w", values: { drill_id: "d", order: 1 } },
  { type: "set", id: "s", parent: "e", values: { reps } },
];
const repsIn = async (store) => (await store.get("set", "s")).registers.did.values.reps;

test("a file read twice adds once, and what it added waits to be sent", async () => {
  const one = await opened();
  await one.write(session(9), { at: NOON });
  const file = await one.toFile();
  const other = await opened();
  equal([await openFile(other, file), await openFile(other, file)], [{ added: 3 }, { added: 0 }]);
  const { registers, unsent, drill } = await other.get("set", "s");
  equal([registers.did.values.reps, unsent, drill], [9, ["did"], "d"]);
  equal((await one.get("set", "s")).registers, registers);
});

test("what is newer here stays, what is newer in the file comes in", async () => {
  const one = await opened();
  await one.write(session(9), { at: NOON });
  const older = await one.toFile();
  await one.write([{ type: "set", id: "s", values: { reps: 10 } }], { at: NOON + 1000 });
  const newer = await one.toFile();
  equal([await openFile(one, older), await repsIn(one)], [{ added: 0 }, 10]);
  const other = await opened();
  await openFile(other, older);
  equal([await openFile(other, newer), await repsIn(other)], [{ added: 1 }, 10]);
});

test("a deletion in the file deletes, unless it was edited since", async () => {
  const one = await opened();
  await one.write(session(9), { at: NOON });
  const other = await opened();
  await openFile(other, await one.toFile());
  await one.remove([{ type: "set", id: "s" }], { at: NOON + 1000 });
  await openFile(other, await one.toFile());
  equal(Boolean((await other.get("set", "s")).gone), true);
});

test("what is no file of ours changes nothing", async () => {
  const store = await opened();
  for (const text of ["", "[]", "{}", '{"records": 3}', '{"records": [{"type": "set", "id": "s"}]}', '{"records": [null]}']) {
    equal(await openFile(store, new Blob([text])), { wrong: "not-ours" });
  }
  equal(await store.all("set"), []);
});
