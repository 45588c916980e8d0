import { sayDone } from "../domain/amounts.js";
import { say } from "../lib/words.js";

/** “Set, left: 10 reps, 12.5 kg”, in the unit that was typed. */
export function setName(set) {
  const done = sayDone(set, set.load_unit);
  return done ? say("deleted.set-done", { set: say(`set.${set.side}`), done }) : say(`set.${set.side}`);
}
