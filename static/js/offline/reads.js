import { done } from "./database.js";

/* Reads, by key or by index only: however long somebody has trained, a screen reads what it shows. */

export const get = (records, type, id) => done(records.get([type, id]));

export const children = (records, type, parent) => done(records.index("parent").getAll([type, parent]));

export const all = (records, type) => done(records.getAll(IDBKeyRange.bound([type], [type, []])));

/** Entries or sets, newest first. A deleted entry is among them, for its sets may live; a deleted set is not. */
export const ofDrill = (records, type, drill, { limit = Infinity } = {}) =>
  newest(records.index("drill"), IDBKeyRange.bound([type, drill], [type, drill, []]), limit, (row) =>
    type !== "set" || !row.gone,
  );

/** By day and start. `before` is a row's `sort`: only what is older. Only workouts are listed so. */
export const latest = (records, type, { limit = Infinity, before } = {}) =>
  newest(
    records.index("drill"),
    IDBKeyRange.bound([type, ""], [type, "", before ?? []], false, before !== undefined),
    limit,
  );

/** What was deleted, the latest first; `since` in milliseconds. */
export const gone = (records, { since = 0, type, limit = Infinity } = {}) =>
  newest(records.index("gone"), IDBKeyRange.lowerBound([since]), limit, (row) => !type || row.type === type);

function newest(index, range, limit, wanted = () => true) {
  if (limit === Infinity) return done(index.getAll(range)).then((rows) => rows.reverse().filter(wanted));
  return new Promise((resolve, reject) => {
    const rows = [];
    const request = index.openCursor(range, "prev");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor && wanted(cursor.value)) rows.push(cursor.value);
      if (cursor && rows.length < limit) cursor.continue();
      else resolve(rows);
    };
  });
}
