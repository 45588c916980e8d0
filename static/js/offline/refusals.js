import { RECORD_TYPES, fields } from "../domain/records.js";
import { merge } from "../domain/merge.js";
import { compare } from "../domain/stamps.js";
import { done } from "./database.js";
import { write } from "./edits.js";
import { Batch } from "./batch.js";

/* What the server would not take: docs/offline.md, "Refusals, and what the person can do". A row of `refused` has the
   registers as the person wrote them; with `by` it is held with the refused ancestor that it names. */

const refusedOf = (transaction) => transaction.objectStore("refused");
const find = (transaction, type, id) => done(refusedOf(transaction).get([type, id]));

/** One rejected change of a request. `current` is the server's copy, if it has one. */
export async function refuse(transaction, batch, { change, rejection, current }) {
  const row = await batch.get(change.type, change.id);
  const sent = Object.entries(change.registers);
  // Corrected since, or gone: what stands there now is tried by itself.
  if (!row || sent.some(([name, { stamp }]) => compare(row.registers[name]?.stamp ?? [0, ""], stamp) !== 0)) return;
  if (rejection.code === "incomplete" && row.resent !== "incomplete") return resend(batch, row, "incomplete");
  if (rejection.code === "parent_missing") {
    const [type, id] = ancestorOf(row, rejection.field);
    const ancestor = id && (await batch.get(type, id));
    if (ancestor?.unsent.length) return;
    if (ancestor && row.resent !== "parent_missing") {
      await resendAll(batch, ancestor);
      return resend(batch, row, "parent_missing");
    }
    const above = id && (await find(transaction, type, id));
    if (above) return park(transaction, batch, row, { code: "held", field: "", detail: "", by: above.by ?? [type, id] });
  }
  await park(transaction, batch, row, rejection, current);
}

function ancestorOf(row, field) {
  if (field === "drill_id") return ["own_drill", row.registers.plan?.values.drill_id];
  return [RECORD_TYPES[row.type]?.parent, row.parent];
}

async function resendAll(batch, row) {
  resend(batch, row);
  const parent = row.parent && (await batch.get(RECORD_TYPES[row.type].parent, row.parent));
  if (parent) await resendAll(batch, parent);
}

function resend(batch, row, why) {
  row.unsent = Object.keys(row.registers);
  if (why) row.resent = why;
  batch.touch(row);
}

/** Moves what is unsent of a row into the box; the server's copy takes its place. */
export async function park(transaction, batch, row, { code, field = "", detail = "", by }, current) {
  const { type, id, parent } = row;
  const former = await find(transaction, type, id);
  const registers = { ...former?.registers };
  for (const name of row.unsent) {
    registers[name] = row.registers[name];
    delete row.registers[name];
  }
  await done(refusedOf(transaction).put({ type, id, parent, registers, code, field, detail, by }));
  row.unsent = [];
  if (current) row.registers = merge(current.registers, row.registers).registers;
  const whole = RECORD_TYPES[type]?.needed.every((name) => row.registers[name]);
  if (whole && Object.keys(row.registers).length) batch.touch(row);
  else await batch.take(row);
}

/** [{type, id, code, field, detail, record, current, held}]: as the person wrote it, the server's copy or null, and how
    many records are held with it. */
export async function list(transaction) {
  const all = await done(refusedOf(transaction).getAll());
  const roots = all.filter((each) => !each.by);
  return Promise.all(
    roots.map(async ({ registers, parent, type, id, code, field, detail }) => {
      const row = await done(transaction.objectStore("records").get([type, id]));
      const record = fields({ type, id, parent, registers: { ...row?.registers, ...registers } });
      const held = heldBy(all, type, id).length;
      return { type, id, code, field, detail, record, current: row ? fields(row) : null, held };
    }),
  );
}

/** Puts a refused record back with corrected values, and with it what it held. Without values it is tried again. */
export async function fix(transaction, { type, id, values, at }) {
  const batch = new Batch(transaction);
  const all = await done(refusedOf(transaction).getAll());
  const found = all.filter((each) => (each.type === type && each.id === id) || isHeldBy(each, type, id));
  for (const { by: _by, code: _code, field: _field, detail: _detail, ...record } of found) {
    const row = await batch.getOrMake(record);
    const { registers, changed } = merge(row.registers, record.registers);
    row.registers = registers;
    row.unsent = [...new Set([...row.unsent, ...changed])];
    batch.touch(row);
    await done(refusedOf(transaction).delete([record.type, record.id]));
  }
  if (found.length && Object.keys(values ?? {}).length) return write(transaction, [{ type, id, values }], at, batch);
  return { keys: await batch.save() };
}

/** Lets a refused record go, and what it held. What the server has of it stays. */
export async function drop(transaction, { type, id }) {
  const all = await done(refusedOf(transaction).getAll());
  for (const each of heldBy(all, type, id)) await done(refusedOf(transaction).delete([each.type, each.id]));
  await done(refusedOf(transaction).delete([type, id]));
  return { keys: [[type, id]] };
}

const isHeldBy = (each, type, id) => each.by?.[0] === type && each.by[1] === id;
const heldBy = (all, type, id) => all.filter((each) => isHeldBy(each, type, id));
