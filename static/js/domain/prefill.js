/* What the next set starts with: what was done last time on that side in that round, else what was done just now, else the
   target, else the drill's usual dose. As workouts/queries/rounds.py decides it for the plain pages. */

import { FIELD_OF, LEFT, RIGHT, BOTH, logsSidesApart, mainMeasure } from "./drills.js";

/** here: the sets of this drill today; last: those of the last time; both in order. Answers {left: {reps: 10, …}, …}. */
export function prefilled({ drill, number, here, last, target }) {
  const sides = logsSidesApart(drill) ? [LEFT, RIGHT] : [BOTH];
  return Object.fromEntries(sides.map((side) => [side, prefilledSide({ drill, number, here, last, target, side })]));
}

export function prefilledSide({ drill, number, here, last, target, side }) {
  const fields = drill.measures.map((measure) => FIELD_OF[measure]);
  const empty = Object.fromEntries(fields.map((field) => [field, null]));
  const before = here.filter((set) => set.side === side).at(-1);
  const then = last.filter((set) => set.side === side);
  const did = then.find((set) => set.round === number) ?? before ?? then.at(-1);
  if (!did) return { ...empty, ...fromTarget(drill, target) };
  const held = before ?? did;
  return Object.fromEntries(
    fields.map((field) => [field, (field === "load_kg" || field === "band_id" ? held : did)[field] ?? null]),
  );
}

/** The lower end, which is where one starts. */
function fromTarget(drill, target) {
  const main = mainMeasure(drill);
  const values = {};
  if (main !== "band" && main !== "load") values[FIELD_OF[main]] = target.amount_min || drill.amount_min || null;
  if (drill.measures.includes("hold") && target.hold_seconds) values.hold_seconds = target.hold_seconds;
  if (drill.measures.includes("load") && target.load_kg) values.load_kg = target.load_kg;
  if (drill.measures.includes("band") && target.band_id) values.band_id = target.band_id;
  return values;
}
