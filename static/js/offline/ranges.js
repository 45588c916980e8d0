/* Range checks on this phone: each side of a check is one record, kept from its first try on. */

import { localDay } from "../lib/dates.js";
import { newId } from "../lib/ids.js";
import { fields } from "./store.js";

/** Oldest first, without deleted ones. */
export async function rangeChecks(store) {
  const rows = (await store.all("range_check")).map(fields).filter((each) => !each.deleted);
  const when = ({ date, done_at, id }) => `${date} ${done_at ?? ""} ${id}`;
  return rows.sort((a, b) => (when(a) < when(b) ? -1 : 1));
}

/** `id` null makes a new one; answers the id. values: those of the record that change. */
export async function keepReading(store, id, values) {
  const made = id ?? newId();
  const began = id ? {} : { date: localDay(), done_at: new Date().toISOString() };
  await store.write([{ type: "range_check", id: made, values: { ...began, ...values } }]);
  return made;
}

/** The answered stamp undoes it. */
export function deleteReading(store, id) {
  return store.remove([{ type: "range_check", id }]);
}
