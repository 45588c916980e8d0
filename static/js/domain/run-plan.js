/* A workout as a guided run: pieces, one after another. Before each piece of work stands one that leads to it.
   ready: get into position · switch: the other side's turn · rest: after a set · work: what is logged. */

import { FIELD_OF, isDone, leadingMeasure, sidesOf } from "./drills.js";
import { prefilledSide } from "./prefill.js";
import { plannedRounds, restSeconds } from "./targets.js";

/** Seconds. Hands-free means that everything has a length. A rep that is done with the breath takes two of them, as a
    cycle does; a drill whose figure shows stages takes as long as the figure. */
export const PACE = { ready: 5, change: 20, switch: 10, switchBand: 20, rep: 4, breath: 5, aroundHold: 2 };
const BREATHS_A_UNIT = 2;
export const TIMED = ["hold", "duration"];
/** Where neither the routine nor the last time says how much. */
export const USUAL = { reps: 10, hold: 30, duration: 60, breaths: 5, cycles: 3 };

/** entries: as workouts.js loads them, each with `sets` (here, today) and `last` (of the last time). */
export function runPlan(entries, { preferences = {} } = {}) {
  const pieces = [];
  let before = null;
  for (const turn of turnsOf(entries.filter((entry) => entry.drill && !entry.skipped))) {
    const works = worksOf(turn, preferences);
    works.forEach((work, place) => {
      const lead = place ? switchTo(work) : leadTo(work, before, preferences);
      pieces.push({ ...work, unitSeconds: 0, untimed: false, done: false, ...lead, key: `${work.key}:lead` }, work);
    });
    before = turn;
  }
  return pieces;
}

/** Where to begin: the way into the first work that is not done; after everything: the end. */
export function firstOpen(pieces) {
  const index = pieces.findIndex((piece) => piece.kind === "work" && !piece.done);
  return index < 0 ? pieces.length : index - 1;
}

/** What is being counted after so many seconds: the how-manyth, on which side, and which half of a breath. */
export function unitAt(piece, spent) {
  const units = Math.min(Math.floor(spent / piece.unitSeconds), piece.amount * piece.sides.length - 1);
  return {
    number: Math.floor(units / piece.sides.length) + 1,
    side: piece.sides[units % piece.sides.length],
    out: spent % PACE.breath >= PACE.breath / 2,
  };
}

/** The sets that a piece of work leaves behind: {side, …measures}. Cut short, a hold counts what was held. */
export function setsOf(piece, spent = piece.seconds) {
  const held = TIMED.includes(piece.measure) ? Math.min(piece.amount, Math.floor(spent / piece.sides.length)) : null;
  if (held === 0) return [];
  const counted = held === null ? {} : { [FIELD_OF[piece.measure]]: held };
  const sets = piece.sides.map((side) => ({ side, ...piece.values[side], ...counted }));
  return sets.filter((values) => isDone(piece.drill, values));
}

/** Seconds from here to the end. */
export function secondsLeft(pieces, index, spent) {
  return pieces.slice(index).reduce((sum, piece) => sum + piece.seconds, 0) - spent;
}

/* The sets in the order they are done: those of a superset take turns. */
function turnsOf(entries) {
  const groups = [];
  for (const entry of entries) {
    const group = groups.at(-1);
    if (entry.superset != null && group?.[0].superset === entry.superset) group.push(entry);
    else groups.push([entry]);
  }
  return groups.flatMap((group) => {
    const rounds = group.map(roundsOf);
    const most = Math.max(...rounds.map((numbers) => numbers.length));
    return Array.from({ length: most }, (_, turn) =>
      group.flatMap((entry, place) =>
        turn < rounds[place].length
          ? [{ entry, group, round: rounds[place][turn], turn: turn + 1, turns: rounds[place].length }]
          : [],
      ),
    ).flat();
  });
}

/* Rounds that were begun keep their number; a warm-up is none of the planned ones. */
function roundsOf({ drill, target, sets, last }) {
  const numbers = workingRounds(sets);
  const planned = plannedRounds(target, workingRounds(last).length) || drill.sets_min || 1;
  let highest = Math.max(0, ...sets.map((set) => set.round));
  while (numbers.length < planned) numbers.push(++highest);
  return numbers;
}

function workingRounds(sets) {
  const working = sets.filter((set) => set.kind !== "warm_up").map((set) => set.round);
  return [...new Set(working)].sort((a, b) => a - b);
}

function worksOf({ entry, round, turn, turns }, preferences) {
  const { drill, target } = entry;
  const sides = sidesOf(drill, { first: preferences.first_side, only: target.side });
  // Alternating sides take turns within one piece.
  const together = drill.sides === "alternating" ? [sides] : sides.map((side) => [side]);
  return together.map((each) => {
    const values = Object.fromEntries(each.map((side) => [side, valuesOf(entry, round, side)]));
    const measure = leadingMeasure(drill);
    const amount = Number(values[each[0]][FIELD_OF[measure]] ?? 0);
    const unitSeconds = TIMED.includes(measure) ? 0 : unitSecondsOf(measure, drill, target);
    return {
      key: `${entry.id}:${round}:${each.join("+")}`,
      kind: "work",
      entryId: entry.id,
      drill,
      round,
      turn,
      turns,
      sides: each,
      pair: sides,
      measure,
      amount,
      values,
      unitSeconds,
      // Nothing to count, as with a band alone: it lasts until the person says so.
      untimed: !(measure in USUAL),
      seconds: measure in USUAL ? amount * (unitSeconds || 1) * each.length : 0,
      done: each.every((side) => entry.sets.some((set) => set.round === round && set.side === side)),
    };
  });
}

function valuesOf({ drill, target, sets, last }, round, side) {
  const measure = leadingMeasure(drill);
  const values = prefilledSide({ drill, number: round, here: sets, last, target, side });
  if (!(measure in USUAL)) return values;
  const field = FIELD_OF[measure];
  const low = target.amount_min;
  const amount = values[field] ?? low ?? USUAL[measure];
  // As much as last time, within what the routine asks for.
  values[field] = low ? Math.min(Math.max(amount, low), target.amount_max || low) : amount;
  if (isBreathed(measure, drill)) values.breaths ??= values[field] * BREATHS_A_UNIT;
  return values;
}

function unitSecondsOf(measure, drill, target) {
  if (measure === "breaths") return PACE.breath;
  if (drill.moving?.stages?.length) return drill.moving.seconds;
  if (measure === "cycles" || isBreathed(measure, drill)) return PACE.breath * BREATHS_A_UNIT;
  if (target.hold_seconds && drill.measures.includes("hold")) return target.hold_seconds + PACE.aroundHold;
  return PACE.rep;
}

const isBreathed = (measure, drill) => ["reps", "cycles"].includes(measure) && drill.measures.includes("breaths");

/* Band and anchor have to change legs, too. */
export function switchTo({ drill }) {
  return { kind: "switch", seconds: drill.measures.includes("band") ? PACE.switchBand : PACE.switch };
}

function leadTo(work, before, preferences) {
  if (!before) return { kind: "ready", seconds: PACE.change };
  const { entry, group } = before;
  const same = entry.id === work.entryId;
  const inTurn = !same && group.some((each) => each.id === work.entryId) && work.turn === before.turn;
  const rest = inTurn ? 0 : restSeconds(entry.target, entry.drill, preferences);
  const least = same ? PACE.ready : PACE.change;
  return rest >= least ? { kind: "rest", seconds: rest } : { kind: "ready", seconds: least };
}
