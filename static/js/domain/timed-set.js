/* A single set that is timed on the workout's screen. */

import { FIELD_OF, leadingMeasure } from "./drills.js";
import { PACE, TIMED, USUAL, switchTo } from "./run-plan.js";

/** What <hold-timer> is offered: the next set, where it is held, lasts, or is breathed; else null. */
export function timedNext({ entry, draft, isOver, editing }) {
  if (!entry || isOver || editing) return null;
  const measure = leadingMeasure(entry.drill);
  if (!TIMED.includes(measure) && measure !== "breaths") return null;
  const { round, side, values } = draft;
  const amount = values[FIELD_OF[measure]] || USUAL[measure];
  return { entryId: entry.id, drill: entry.drill, round, side, measure, amount };
}

/** [the way into it, the set], as of a run. `after` says that the other side was done just now. */
export function timedPieces({ entryId, drill, round, side, measure, amount }, { after = false } = {}) {
  const unitSeconds = measure === "breaths" ? PACE.breath : 0;
  const key = `${entryId}:${round}:${side}`;
  const counted = { measure, amount, unitSeconds, untimed: false, seconds: amount * (unitSeconds || 1) };
  const work = { key, kind: "work", entryId, drill, round, turn: 1, turns: 1, sides: [side], ...counted };
  const lead = after ? switchTo(work) : { kind: "ready", seconds: PACE.ready };
  return [{ ...work, unitSeconds: 0, ...lead, key: `${key}:lead` }, work];
}
