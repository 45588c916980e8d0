/* Sets as a screen shows them: the left and the right of a round on one row, and counted as one set. */

import { say } from "../lib/words.js";
import { sayDone, showDone } from "./amounts.js";
import { BOTH, LEFT, RIGHT, mainMeasure } from "./drills.js";
import { showNumber } from "./units.js";

/** terms: {bands: Map id → band, unit}. A row: {number, left, right, both: [cell], band, marks, missing, warmUp}. */
export function roundsOf(sets, drill, terms) {
  return grouped(sets).map(([number, rows]) => roundOf(number, rows, drill, terms));
}

/** In the order they stand: by round, place, id. */
export function inOrder(sets) {
  return [...sets].sort((a, b) => a.round - b.round || a.order - b.order || (a.id < b.id ? -1 : 1));
}

export function countSets(sets) {
  const onSide = (rows, side) => rows.filter((row) => row.side === side).length;
  return grouped(sets).reduce(
    (sum, [, rows]) => sum + Math.max(onSide(rows, LEFT), onSide(rows, RIGHT)) + onSide(rows, BOTH),
    0,
  );
}

/** “10 10 9”, “5 5 × 12.5 kg”; where what stands beside differs, each with its own. */
export function inARow(cells) {
  const rests = new Set(cells.map((cell) => cell.rest));
  if (rests.size !== 1) return cells.map((cell) => `${cell.text} ${cell.rest}`.trim()).join(", ");
  const between = cells.every((cell) => /^\d+$/.test(cell.text)) ? " " : ", ";
  return `${cells.map((cell) => cell.text).join(between)} ${[...rests][0]}`.trim();
}

/** A set with its measures, its band and its side, as it is said aloud: “10 reps, Light”. */
export function spoken(set, terms) {
  return [sayDone(set, terms.unit), bandName(set, terms)].filter(Boolean).join(", ");
}

export function bandName(set, terms) {
  return terms.bands.get(set.band_id)?.name ?? "";
}

function grouped(sets) {
  const rounds = new Map();
  for (const set of inOrder(sets)) {
    if (!rounds.has(set.round)) rounds.set(set.round, []);
    rounds.get(set.round).push(set);
  }
  return [...rounds];
}

function roundOf(number, rows, drill, terms) {
  const cells = rows.map((set) => {
    const [text, rest] = showDone(set, mainMeasure(drill), terms.unit);
    return { id: set.id, side: set.side, text, rest, spoken: spoken(set, terms), set };
  });
  const of = (side) => cells.filter((cell) => cell.side === side);
  const [left, right, both] = [of(LEFT), of(RIGHT), of(BOTH)];
  const paired = both.length > 0 || left.length > 0 === right.length > 0;
  const named = new Set(rows.map((set) => bandName(set, terms)).filter(Boolean));
  return {
    number,
    left,
    right,
    both,
    band: [...named].join(" / "),
    marks: [...new Set(rows.flatMap((set) => marksOf(set, new Set(rows.map((each) => each.effort)).size > 1)))],
    missing: paired ? "" : left.length ? RIGHT : LEFT,
    // A round of nothing but warm-ups is not one of the planned ones.
    warmUp: rows.every((set) => set.kind === "warm_up"),
  };
}

function marksOf(set, effortsDiffer) {
  const side = set.side === BOTH ? "" : say(`side.${set.side}`);
  const marks = [];
  if (set.kind !== "working") marks.push(say(`kind.${set.kind}`));
  if (set.pain != null) marks.push(withSide(say("mark.pain", { pain: set.pain }), side));
  if (set.effort != null) {
    marks.push(withSide(say("mark.effort", { effort: showNumber(set.effort) }), effortsDiffer ? side : ""));
  }
  if (set.note) marks.push(set.note);
  return marks;
}

const withSide = (text, side) => (side ? `${text}, ${side}` : text);
