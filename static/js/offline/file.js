import { changeOf } from "../domain/records.js";
import { done } from "./database.js";

const PAGE = 2000;

/** A Blob of JSON: {swivel, account, saved_at, records: [change, …], refused: [{code, field, detail, …change}]}. */
export async function fileOf(store, keys) {
  const head = { swivel: 1, account: store.account, saved_at: new Date().toISOString() };
  const parts = [JSON.stringify(head).slice(0, -1), ',"records":['];
  let comma = "";
  for await (const rows of keys ? named(store, keys) : pages(store)) {
    for (const row of rows) {
      parts.push(comma, JSON.stringify(changeOf(row)));
      comma = ",";
    }
  }
  const refused = await store.transact("readonly", (transaction) => done(transaction.objectStore("refused").getAll()));
  const wanted = refused.filter(({ type, id, by }) => !keys || keys.some((key) => same(key, [type, id]) || same(key, by)));
  const shown = wanted.map((each) => ({ code: each.code, field: each.field, detail: each.detail, ...changeOf(each) }));
  parts.push('],"refused":', JSON.stringify(shown), "}\n");
  return new Blob(parts, { type: "application/json" });
}

async function* pages(store) {
  for (let after = []; after; ) {
    const range = IDBKeyRange.lowerBound(after, true);
    const rows = await store.transact("readonly", (transaction) => done(transaction.objectStore("records").getAll(range, PAGE)));
    yield rows;
    after = rows.length === PAGE ? [rows.at(-1).type, rows.at(-1).id] : null;
  }
}

async function* named(store, keys) {
  const rows = await Promise.all(keys.map(([type, id]) => store.get(type, id)));
  yield rows.filter(Boolean);
}

const same = (key, other) => Boolean(other) && key[0] === other[0] && key[1] === other[1];
