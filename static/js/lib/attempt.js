/* A deed that the phone may refuse to keep: said in a toast, and nothing pretended. */

import { toast } from "./toast.js";
import { say } from "./words.js";

/** What the deed answers; undefined where the phone would not keep it. */
export async function attempt(deed) {
  try {
    return await deed();
  } catch (refusal) {
    if (refusal.name !== "StorageError") throw refusal;
    toast(say(refusal.key ?? "error.storage"), { danger: true });
    return undefined;
  }
}
