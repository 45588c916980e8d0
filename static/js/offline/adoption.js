import { merge } from "../domain/merge.js";
import { Batch } from "./batch.js";
import { STORES, done, erase, nameOf, open, transact } from "./database.js";
import { locked } from "./locks.js";
import { changePhone, introduce } from "./phone.js";
import { remember, remembered } from "./remembered.js";

/* What was logged without an account becomes the account's: same ids, same stamps, all unsent. Each step may be repeated,
   so that a phone that dies in the middle goes on where it was; and once `moved` is set nothing more is written here. */

const PAGE = 500;

export function adopt(prefix, account) {
  return locked(`${prefix}:moving`, () => move(prefix, account));
}

/** For a database of nobody that was found on the move. */
export function finishMoving(prefix, account) {
  return locked(`${prefix}:moving`, async () => {
    if (remembered(prefix) !== null) return;
    const source = await open(nameOf(null, prefix));
    const left = await transact(source, STORES, "readonly", (transaction) => done(transaction.objectStore("records").count()));
    source.close();
    if (left) await move(prefix, account);
    else await erase(nameOf(null, prefix));
  });
}

async function move(prefix, account) {
  const source = await open(nameOf(null, prefix));
  const target = await open(nameOf(account, prefix));
  await transact(target, STORES, "readwrite", introduce);
  await transact(source, STORES, "readwrite", (transaction) => changePhone(transaction, { moved: account }), { durability: "strict" });
  await copy(source, target);
  await transact(source, STORES, "readwrite", async (transaction) => transaction.objectStore("records").clear());
  remember(prefix, account);
  source.close();
  target.close();
  await erase(nameOf(null, prefix));
}

async function copy(source, target) {
  const read = (store, range) =>
    transact(source, STORES, "readonly", (transaction) => done(transaction.objectStore(store).getAll(range, PAGE)));
  for (let after = []; after; ) {
    const rows = await read("records", IDBKeyRange.lowerBound(after, true));
    await transact(target, STORES, "readwrite", (transaction) => receive(transaction, rows), { durability: "strict" });
    after = rows.length === PAGE ? [rows.at(-1).type, rows.at(-1).id] : null;
  }
  const kept = (await read("kept")).filter(({ name }) => name.startsWith("my "));
  await transact(target, STORES, "readwrite", async (transaction) => {
    for (const each of kept) transaction.objectStore("kept").put(each);
  });
}

async function receive(transaction, rows) {
  const batch = new Batch(transaction);
  await batch.load(rows);
  for (const { type, id, parent, registers } of rows) {
    const row = await batch.getOrMake({ type, id, parent });
    const merged = merge(row.registers, registers);
    row.registers = merged.registers;
    row.unsent = [...new Set([...row.unsent, ...merged.changed])];
    batch.touch(row);
  }
  await batch.save();
}
