/* How long a routine takes, roughly: workouts/minutes.py has the same model, tests/cases/minutes.json the same cases. */

const SET_UP = 30;
const SWITCH_SIDES = 8;
const REST = 30;
// What one of each takes, in seconds; a hold and a duration are seconds already.
const PACE = { reps: 4, breaths: 6, cycles: 10 };
// Into a hold and out of it again.
const MOVE = 2;
const USUAL_AMOUNT = { reps: 10, breaths: 5, cycles: 3, hold: 30, duration: 60 };

/** pieces: [{measure, sides, target}]. Whole minutes, never none. */
export function minutesOf(pieces) {
  return Math.max(1, Math.ceil(pieces.reduce((sum, piece) => sum + secondsOf(piece), 0) / 60));
}

function secondsOf({ measure, sides, target }) {
  const sets = number(target.sets) || 1;
  const twice = sides !== "both_together" && !["left", "right"].includes(target.side);
  const switching = twice && sides === "each_side" ? SWITCH_SIDES : 0;
  const work = secondsOfSide(measure, target) * (twice ? 2 : 1) + switching;
  return SET_UP + sets * work + (sets - 1) * (number(target.rest_seconds) ?? REST);
}

function secondsOfSide(measure, target) {
  const low = number(target.amount_min) || (USUAL_AMOUNT[measure] ?? USUAL_AMOUNT.reps);
  const amount = (low + (number(target.amount_max) || low)) / 2;
  if (measure === "hold" || measure === "duration") return amount;
  const hold = number(target.hold_seconds);
  return amount * (hold ? hold + MOVE : (PACE[measure] ?? PACE.reps));
}

/** A target is what some phone wrote: a number that is none says nothing. */
function number(value) {
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
}
