import { merge } from "../domain/merge.js";
import { rankOf } from "../domain/records.js";
import { compare } from "../domain/stamps.js";
import { Batch } from "./batch.js";
import { changePhone, phoneOf } from "./phone.js";
import { keepState, stateOf } from "./queue.js";
import { refuse } from "./refusals.js";

/* A reply, stored in one transaction: acknowledgements, what is new, refusals, the cursor. Null when it is dropped. */

const pathOf = ({ type, id }) => `${type} ${id}`;

export async function take(transaction, { request, reply, offset }) {
  // The database was wiped or changed while the request was under way: this is not its answer.
  if ((await phoneOf(transaction)).device !== request.device) return null;
  const batch = new Batch(transaction);
  await batch.load([...request.changes, ...reply.changes]);
  const rejected = new Map(reply.rejected.map((each) => [pathOf(each), each]));
  for (const change of request.changes) if (!rejected.has(pathOf(change))) await acknowledge(batch, change);
  for (const change of reply.changes) await absorb(batch, change);
  const current = new Map((reply.current ?? []).map((each) => [pathOf(each), each]));
  const sent = request.changes.filter((change) => rejected.has(pathOf(change)));
  sent.sort((a, b) => rankOf(a.type) - rankOf(b.type));
  for (const change of sent) {
    const path = pathOf(change);
    await refuse(transaction, batch, { change, rejection: rejected.get(path), current: current.get(path) });
  }
  const state = await stateOf(transaction);
  const whole = state.whole || !reply.more;
  // The newest come before all others, and once more in their turn.
  const ahead = reply.more && reply.cursor === state.cursor;
  const pulled = state.pulled + (ahead ? 0 : reply.changes.length);
  const next = { ...state, cursor: reply.cursor, epoch: reply.epoch, pulled, whole };
  keepState(transaction, next);
  if (offset !== null) await changePhone(transaction, { offset });
  return { state: next, keys: await batch.save() };
}

/** Only what still has the stamp that was sent: an edit made meanwhile goes on waiting. */
async function acknowledge(batch, change) {
  const row = await batch.get(change.type, change.id);
  if (!row) return;
  const known = ([name, { stamp }]) => row.registers[name] && compare(row.registers[name].stamp, stamp) === 0;
  const names = Object.entries(change.registers).filter(known).map(([name]) => name);
  row.unsent = row.unsent.filter((name) => !names.includes(name));
  delete row.resent;
  batch.touch(row);
}

/** Merges the server's copy in. Under equal stamps it is the server's spelling that stays: 2.5 kg is 2.500. */
export async function absorb(batch, change) {
  const row = await batch.getOrMake(change);
  const { registers, changed } = merge(change.registers, row.registers);
  // What is newer here than there goes on waiting; all else the server has.
  row.unsent = row.unsent.filter((name) => changed.includes(name));
  row.registers = registers;
  batch.touch(row);
  return row;
}
