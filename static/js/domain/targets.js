/* What is planned for a drill: by the routine, else by the last time. */

import { say } from "../lib/words.js";
import { mainMeasure } from "./drills.js";

/** “2 × 8–10 reps”, or nothing. */
export function targetWords(drill, target) {
  const { sets, amount_min: low, amount_max: high } = target;
  const main = mainMeasure(drill);
  if (!low || main === "band" || main === "load") return "";
  const amount = high && high !== low ? `${low}–${high}` : String(low);
  const words = `${amount} ${main === "duration" ? say("unit.hold") : say(`unit.${main}`)}`;
  return sets ? `${sets} × ${words}` : words;
}

/** How many rounds it is to be: the routine says, else as many as last time; 0 where nobody knows. */
export const plannedRounds = (target, lastCount = 0) => target.sets || lastCount;

/** The routine's, else the drill's, else the person's own. */
export function restSeconds(target, drill, preferences) {
  return target.rest_seconds ?? drill.rest_seconds ?? preferences.rest_seconds ?? 60;
}
