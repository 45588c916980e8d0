import { changeOf, rankOf } from "../domain/records.js";
import { done } from "./database.js";
import { phoneOf } from "./phone.js";

/* What goes into a request. The queue is no list: it is every register that is named in its row's `unsent`. */

export const MOST_RECORDS = 500;
const MOST_BYTES = 900_000;
// Raised when this version understands records that an earlier one could only keep: everything is read again.
const SCHEMA = 1;
const START = { cursor: 0, epoch: null, pulled: 0, whole: false, schema: SCHEMA };

const bytes = new TextEncoder();

export async function stateOf(transaction) {
  const state = (await done(transaction.objectStore("kept").get("sync")))?.value ?? START;
  return state.schema === SCHEMA ? state : { ...state, cursor: 0, schema: SCHEMA };
}

export function keepState(transaction, state) {
  transaction.objectStore("kept").put({ name: "sync", value: state });
}

/** The envelope of the next request. `waits` gives the rows parents first, so that an ancestor that the server does not
    have is in this request or was in an earlier one. */
export async function nextRequest(transaction, most = MOST_RECORDS) {
  const { device } = await phoneOf(transaction);
  const { cursor, epoch, marking } = await stateOf(transaction);
  const rows = await done(transaction.objectStore("records").index("waits").getAll(null, most));
  const changes = [];
  let size = 0;
  for (const row of rows) {
    const change = changeOf(row, row.unsent);
    size += bytes.encode(JSON.stringify(change)).length + 1;
    if (size > MOST_BYTES && changes.length) break;
    changes.push(change);
  }
  return { device, cursor, epoch, marking, changes };
}

/** The server lost what it acknowledged: it will hear everything again, with the old stamps, and is read from the start. */
export async function beginAgain(transaction) {
  const state = await stateOf(transaction);
  keepState(transaction, { ...state, cursor: 0, epoch: null, marking: [] });
  return { keys: [] };
}

/** Marks the next rows unsent. A few at a time, so that a tap never waits for ten years of training. */
export async function markUnsent(transaction) {
  const state = await stateOf(transaction);
  const records = transaction.objectStore("records");
  const rows = await done(records.getAll(IDBKeyRange.lowerBound(state.marking, true), MOST_RECORDS));
  for (const row of rows) {
    row.unsent = Object.keys(row.registers);
    records.put({ ...row, waits: rankOf(row.type) });
  }
  const { marking: _done, ...rest } = state;
  const last = rows.at(-1);
  keepState(transaction, last ? { ...rest, marking: [last.type, last.id] } : rest);
  return { keys: [] };
}
