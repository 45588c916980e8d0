/* A file saved from Swivel, read back: merged by the rule that everything is merged by, so that nothing is doubled. */

import { RECORD_TYPES } from "../domain/records.js";
import { compare } from "../domain/stamps.js";
import { Batch } from "./batch.js";

const A_BITE = 500;

/** {added: how many records are new or newer} or {wrong: "not-ours"}. */
export async function openFile(store, file) {
  const changes = await read(file);
  if (!changes) return { wrong: "not-ours" };
  let added = 0;
  // Parents first, a few at a time: a tap never waits for ten years of training.
  for (const bite of bites(sorted(changes))) {
    const { keys } = await store.change((transaction) => mergeIn(transaction, bite));
    added += keys.length;
  }
  store.flush?.();
  return { added };
}

async function mergeIn(transaction, changes) {
  const batch = new Batch(transaction);
  await batch.load(changes);
  let keys = [];
  for (const change of changes) {
    const row = await batch.getOrMake(change);
    const newer = Object.entries(change.registers).filter(
      ([name, { stamp }]) => !row.registers[name] || compare(stamp, row.registers[name].stamp) > 0,
    );
    for (const [name, register] of newer) {
      row.registers[name] = register;
      if (!row.unsent.includes(name)) row.unsent.push(name);
    }
    if (!newer.length) continue;
    batch.touch(row);
    keys = [...keys, [change.type, change.id]];
  }
  await batch.save();
  return { keys };
}

async function read(file) {
  try {
    const { records, refused = [] } = JSON.parse(await file.text());
    // What an account refused is tried again: it may be another account, or mended meanwhile.
    const changes = [...records, ...refused];
    return changes.every(isRecord) ? changes : null;
  } catch (wrong) {
    if (wrong instanceof SyntaxError || wrong instanceof TypeError) return null;
    throw wrong;
  }
}

function isRecord({ type, id, parent, registers }) {
  const known = RECORD_TYPES[type];
  if (!known || typeof id !== "string" || !id || (known.parent && typeof parent !== "string")) return false;
  return Object.values(registers).every(
    ({ stamp, values }) => Number.isSafeInteger(stamp[0]) && typeof stamp[1] === "string" && values instanceof Object,
  );
}

function sorted(changes) {
  const ranks = Object.keys(RECORD_TYPES);
  return [...changes].sort((one, other) => ranks.indexOf(one.type) - ranks.indexOf(other.type));
}

function* bites(changes) {
  for (let from = 0; from < changes.length; from += A_BITE) yield changes.slice(from, from + A_BITE);
}
