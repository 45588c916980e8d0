/* How long a routine takes: as long as its guided run without a last time. workouts/minutes.py has the same lengths,
   tests/cases/minutes.json the same cases. */

import { runPlan, secondsLeft } from "./run-plan.js";

// A target is what some phone wrote; nobody does more sets than this of one drill.
const MOST_SETS = 100;
const NUMBERS = ["amount_min", "amount_max", "hold_seconds", "rest_seconds"];

/** items: [{drill, target, superset}]. Whole minutes, never none, rounded as the run rounds what is left. */
export function minutesOf(items) {
  const entries = items.map((item, id) => ({ id, ...item, target: understood(item.target), sets: [], last: [] }));
  return Math.max(1, Math.round(secondsLeft(runPlan(entries), 0, 0) / 60));
}

function understood(target) {
  const numbers = NUMBERS.map((name) => [name, number(target[name])]).filter(([, value]) => value !== null);
  const sets = Math.min(number(target.sets) ?? 0, MOST_SETS);
  return { ...Object.fromEntries(numbers), sets, side: target.side };
}

/* A number that is none says nothing. */
function number(value) {
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
}
