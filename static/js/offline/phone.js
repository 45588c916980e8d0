import { after } from "../domain/stamps.js";
import { done, StorageError } from "./database.js";

/* What a database says of this phone: its device's name, the last stamp it gave, the server's clock against its own.
   `moved` names the account that its records went to, or is true when it is to be deleted. */

const NAMES = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Draws the device's name with the database: a wiped phone is a new device. The answer is what the phone says. */
export async function introduce(transaction) {
  const kept = transaction.objectStore("kept");
  const known = (await done(kept.get("phone")))?.value;
  if (known && known.moved !== true) return known;
  // One that was left is opened again by its owner.
  const phone = { last: 0, offset: 0, ...known, device: known?.device ?? newDevice(), moved: undefined };
  kept.put({ name: "phone", value: phone });
  return phone;
}

/** Refuses when the records have gone to another database, so that nothing is written into one that is left. */
export async function phoneOf(transaction) {
  const phone = (await done(transaction.objectStore("kept").get("phone")))?.value;
  if (!phone || phone.moved) throw new StorageError("closed");
  return phone;
}

export async function changePhone(transaction, facts) {
  const kept = transaction.objectStore("kept");
  const { value } = await done(kept.get("phone"));
  kept.put({ name: "phone", value: { ...value, ...facts } });
}

/** A stamp greater than all that its author saw, and than every other of this device: a deletion's names that
    deletion alone. */
export function stampFor(transaction, phone, { at, seen }) {
  const last = after({ clock: at, offset: phone.offset, seen, last: phone.last });
  transaction.objectStore("kept").put({ name: "phone", value: { ...phone, last } });
  return [last, phone.device];
}

function newDevice() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `phone-${Array.from(bytes, (byte) => NAMES[byte % NAMES.length]).join("")}`;
}
