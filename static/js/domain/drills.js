/* What a drill asks to be written down, and on which sides. */

export const LEFT = "left";
export const RIGHT = "right";
export const BOTH = "both";

/** The field of a set that a measure fills. */
export const FIELD_OF = {
  reps: "reps",
  hold: "hold_seconds",
  duration: "duration_seconds",
  load: "load_kg",
  band: "band_id",
  breaths: "breaths",
  cycles: "cycles",
};

/** What a set is made of; load and band only say against what. */
const COUNTED = ["reps", "hold", "duration", "breaths", "cycles"];

export const mainMeasure = (drill) => drill.measures[0];

/** The measure of the one big number: the first that is a number; nothing for a drill that records a band alone. */
export function leadingMeasure(drill) {
  return drill.measures.find((each) => COUNTED.includes(each)) ?? drill.measures.find((each) => each === "load") ?? "";
}

export const logsSidesApart = (drill) => drill.sides !== "both_together";

/** In the order they are done; a target may name the one side it is for. */
export function sidesOf(drill, { first = LEFT, only = "" } = {}) {
  if (!logsSidesApart(drill)) return [BOTH];
  if (only === LEFT || only === RIGHT) return [only];
  return first === RIGHT ? [RIGHT, LEFT] : [LEFT, RIGHT];
}

/** Something was counted; where nothing can be, the band or load is enough. */
export function isDone(drill, values) {
  const counting = drill.measures.filter((each) => COUNTED.includes(each));
  const asked = counting.length ? counting : drill.measures;
  return asked.some((each) => values[FIELD_OF[each]] !== null && values[FIELD_OF[each]] !== undefined);
}

/** The set's own fields, of its drill's measures and of others that it has all the same. */
export function measuresOf(drill, set) {
  const others = Object.keys(FIELD_OF).filter((each) => !drill.measures.includes(each) && set[FIELD_OF[each]] != null);
  return [...drill.measures, ...others];
}
