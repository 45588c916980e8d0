import { RECORD_TYPES, registersOf } from "../domain/records.js";
import { seen } from "../domain/stamps.js";
import { Batch } from "./batch.js";
import { done } from "./database.js";
import { phoneOf, stampFor } from "./phone.js";

/* What the person does, each deed inside one transaction: docs/offline.md, "Stamps" and "Deleting". */

/** edits: [{type, id, parent?, values}] with fields of any registers. */
export async function write(transaction, edits, at, batch = new Batch(transaction)) {
  const above = edits.flatMap(({ type, parent }) => (parent ? [{ type: RECORD_TYPES[type].parent, id: parent }] : []));
  // All that is needed is asked for at once: each answer that is waited for is a part of the tap.
  const [phone] = await Promise.all([phoneOf(transaction), batch.load([...edits, ...above])]);
  const rows = [];
  for (const edit of edits) rows.push(await batch.getOrMake(edit));
  const stamp = stampOf(transaction, phone, rows, at);
  edits.forEach((edit, index) => change(batch, rows[index], edit.values ?? {}, stamp));
  return { stamp, keys: await batch.save() };
}

function change(batch, row, values, stamp) {
  const { parent, needed } = RECORD_TYPES[row.type];
  const touched = registersOf(row.type, values, row.registers);
  // Editing a deleted record revives it; and a record is at least one register.
  const empty = Object.keys({ ...touched, ...row.registers }).length === 0;
  if (empty || row.registers.deleted?.values.deleted) touched.deleted ??= { deleted: false };
  for (const [name, each] of Object.entries(touched)) assign(batch, row, name, each, stamp);
  if (parent && !row.parent) throw new TypeError(`A ${row.type} needs its ${parent}.`);
  const absent = needed.filter((name) => !row.registers[name]);
  if (absent.length) throw new TypeError(`A ${row.type} needs its ${absent.join(", ")}.`);
}

/** Tombstones for these and for every child that this phone knows, all with one stamp. */
export async function remove(transaction, targets, at) {
  const batch = new Batch(transaction);
  const doomed = new Set();
  for (const row of await batch.load(targets)) {
    if (row) for (const each of [row, ...(await batch.descendants(row))]) doomed.add(each);
  }
  // What was deleted before, on purpose, keeps its stamp: undoing this deletion must not bring it back.
  const rows = [...doomed].filter((row) => !row.registers.deleted?.values.deleted);
  return bury(transaction, batch, rows, true, at);
}

/** Revives exactly the records that the deletion with this stamp took. */
export async function undo(transaction, deletion, at) {
  const batch = new Batch(transaction);
  const found = await done(transaction.objectStore("records").index("gone").getAll(deletion));
  return bury(transaction, batch, await batch.load(found), false, at);
}

async function bury(transaction, batch, rows, deleted, at) {
  const stamp = stampOf(transaction, await phoneOf(transaction), rows, at);
  for (const row of rows) assign(batch, row, "deleted", { deleted }, stamp);
  return { stamp, keys: await batch.save() };
}

function stampOf(transaction, phone, rows, at) {
  return stampFor(transaction, phone, { at, seen: rows.reduce((most, row) => Math.max(most, seen(row.registers)), 0) });
}

function assign(batch, row, name, values, stamp) {
  row.registers[name] = { stamp, values };
  if (!row.unsent.includes(name)) row.unsent.push(name);
  batch.touch(row);
}
