/* What was done last time, read from this phone, as templates/workouts/partials/last_time.html shows it. */

import { inARow } from "../domain/rounds.js";
import { dayWords } from "../domain/set-words.js";
import { make } from "../lib/dom.js";
import { sideMark } from "../lib/pieces.js";
import { say } from "../lib/words.js";
import { catalogue } from "../offline/catalogue.js";
import { bandsOf, lastTime, preferencesOf, termsOf } from "../offline/workouts.js";

/** The line, or null where this drill was never done here. */
export async function lastTimeHere(store, drillId) {
  const drill = (await catalogue()).drills.get(drillId);
  const terms = termsOf(await bandsOf(store), await preferencesOf(store));
  const last = drill && (await lastTime(store, drill, { terms }));
  if (!last) return null;
  const line = make("a", "last", make("span", "last__when", say("last.on", { day: dayWords(last.date) })));
  line.href = `/log/#workout/${last.workoutId}`;
  for (const side of ["left", "right", "both"]) {
    const cells = last.rounds.flatMap((round) => round[side]);
    if (cells.length) line.append(make("span", "last__sets", side === "both" ? null : sideMark(side), inARow(cells)));
  }
  return line;
}
