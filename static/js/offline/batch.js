import { childTypes, rankOf } from "../domain/records.js";
import { done } from "./database.js";

/* The rows of one transaction: each read once, changed in memory, written together at the end with what is derived. */

const pathOf = (type, id) => `${type} ${id}`;

export class Batch {
  #records;
  #rows = new Map();
  #touched = new Set();

  constructor(transaction) {
    this.#records = transaction.objectStore("records");
  }

  /** The row, or undefined. */
  async get(type, id) {
    const path = pathOf(type, id);
    if (!this.#rows.has(path)) {
      const row = await done(this.#records.get([type, id]));
      // Somebody else may have asked for it meanwhile, and changed it.
      if (!this.#rows.has(path)) this.#rows.set(path, row);
    }
    return this.#rows.get(path);
  }

  /** The row, or a new one without registers that is not kept unless it is touched. */
  async getOrMake({ type, id, parent }) {
    const row = (await this.get(type, id)) ?? { type, id, registers: {}, unsent: [] };
    if (parent && !row.parent) row.parent = parent;
    this.#rows.set(pathOf(type, id), row);
    return row;
  }

  load(keys) {
    return Promise.all(keys.map(({ type, id }) => this.get(type, id)));
  }

  async children(type, parent) {
    const found = await done(this.#records.index("parent").getAll([type, parent]));
    for (const row of found) {
      const path = pathOf(type, row.id);
      if (!this.#rows.has(path)) this.#rows.set(path, row);
    }
    return [...this.#rows.values()].filter((row) => row?.type === type && row.parent === parent);
  }

  async descendants({ type, id }) {
    const below = [];
    for (const each of childTypes(type)) below.push(...(await this.children(each, id)));
    for (const row of [...below]) below.push(...(await this.descendants(row)));
    return below;
  }

  touch(row) {
    this.#touched.add(row);
  }

  /** The record leaves; what stood below it is no longer shown. */
  async take(row) {
    this.#touched.delete(row);
    this.#rows.set(pathOf(row.type, row.id), undefined);
    await done(this.#records.delete([row.type, row.id]));
    for (const type of childTypes(row.type)) for (const child of await this.children(type, row.id)) this.touch(child);
  }

  /** Derives and writes; the answer is the keys of what changed. */
  async save() {
    // Parents come first, and touch the children that follow from them: those are met later in the same walk.
    for (const type of ["workout", "entry", "set"]) {
      const rows = [...this.#touched].filter((row) => row.type === type);
      await this.load(rows.flatMap((row) => (row.parent ? [{ type: parentType(type), id: row.parent }] : [])));
      for (const row of rows) await this.#derive(row);
    }
    for (const row of this.#touched) {
      mark(row, "waits", row.unsent.length ? rankOf(row.type) : undefined);
      mark(row, "gone", row.registers.deleted?.values.deleted ? row.registers.deleted.stamp : undefined);
      this.#records.put(row);
    }
    return [...this.#touched].map(({ type, id }) => [type, id]);
  }

  async #derive(row) {
    const [drill, sort] = await this.#derived(row);
    const same = row.drill === drill && row.sort === sort;
    mark(row, "drill", drill);
    mark(row, "sort", sort);
    if (same || row.type === "set") return;
    const type = row.type === "workout" ? "entry" : "set";
    for (const child of await this.children(type, row.id)) this.touch(child);
  }

  async #derived({ type, parent, registers }) {
    if (type === "workout") return ["", sortOf(registers.times?.values)];
    const above = await this.get(parentType(type), parent);
    if (type === "set") return [above?.drill, above?.sort];
    return [registers.plan?.values.drill_id ?? undefined, above?.sort];
  }
}

const parentType = (type) => (type === "set" ? "entry" : "workout");

/** An index has no place for what is undefined only when the property is not there. */
function mark(row, name, value) {
  if (value === undefined) delete row[name];
  else row[name] = value;
}

/** By day, then by start: text that sorts as it should. */
function sortOf(times) {
  if (!times?.date) return undefined;
  const start = Math.max(0, Date.parse(times.started_at ?? times.date) || 0);
  return `${times.date} ${String(start).padStart(15, "0")}`;
}
