/* Readings in words, as workouts/queries/ranges.py writes them. */

import { shortDay } from "../lib/dates.js";
import { say } from "../lib/words.js";

/** Seated · Active · Phone */
export function wayWords({ position, active, device, measured_by }) {
  const parts = [position, active ? "active" : "passive", device];
  if (measured_by === "trained") parts.push(measured_by);
  return parts.map((name) => say(`range.${name}`)).join(" · ");
}

/** A sentence of domain/range.js. */
export function sentence({ key, degrees = "", side = "", day = "" }) {
  const name = side && say(key === "range.gap.one" ? `side.${side}` : `Side.${side}`);
  return say(key, { degrees, side: name, day: day && shortDay(day, "") });
}
