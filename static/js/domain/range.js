/* What a reading of the hip's range comes to, and what may be said of it: as workouts/range_checks.py, and held to the
   same tests/cases/range.json. A sentence is {key, degrees, side, day}. */

const LIMIT_DEGREES = 10;
const TRAINED_LIMIT_DEGREES = 6;
const LITTLE_DEGREES = 10;
const TOGETHER_MS = 7 * 86_400_000;
const WAY = ["movement", "position", "active", "device", "measured_by"];

export const SIDES = ["left", "right"];

/** Most adults turn in this far, seated. Known of no other way of measuring. */
export const usualOf = ({ movement, position }) =>
  movement === "internal_rotation" && position === "seated" ? [30, 40] : null;

export const wayOf = (reading) => Object.fromEntries(WAY.map((name) => [name, reading[name]]));

/** Of one to three readings, to the tenth of a degree. */
export function median(trials) {
  const ordered = [...trials].sort((a, b) => a - b);
  const middle = ordered.length >> 1;
  return tenth(ordered.length % 2 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2);
}

/** Readings, oldest first, as [{way, left: [reading], right: [reading]}]: one a way, the last used first. */
export function linesOf(readings) {
  const ways = Map.groupBy(readings, (reading) => JSON.stringify(wayOf(reading)));
  return [...ways.values()]
    .map((taken) => ({
      way: wayOf(taken[0]),
      last: taken.at(-1).date,
      ...Object.fromEntries(SIDES.map((side) => [side, taken.filter((each) => each.side === side)])),
    }))
    .sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0));
}

export function gapOf({ way, left, right }) {
  if (!left.length || !right.length) return { key: "range.gap.one", side: left.length ? "left" : "right" };
  const [one, other] = [left.at(-1), right.at(-1)];
  if (Math.abs(Date.parse(one.date) - Date.parse(other.date)) > TOGETHER_MS) return { key: "range.gap.apart" };
  const more = median(one.trials_degrees) - median(other.trials_degrees);
  const degrees = tenth(Math.abs(more));
  if (degrees === 0) return { key: "range.gap.same" };
  if (degrees < limitOf(way)) return { key: "range.gap.within", degrees };
  const side = more > 0 ? "left" : "right";
  return { key: `range.gap.real.${side}`, degrees, side };
}

/** The latest reading of a side against the one before and against the first, as far as measuring alone does not explain
    the difference; empty where there is nothing to compare. */
export function changesOf({ way, ...sides }, side) {
  const [last, before, ...earlier] = sides[side].toReversed();
  if (!before) return [];
  const said = [changeFrom("before", before, last), earlier.length && changeFrom("first", earlier.at(-1), last)];
  const real = said.filter((each) => each && each.degrees >= limitOf(way));
  return real.length ? real : [{ key: "range.change.within", side }];
}

function changeFrom(name, then, { side, trials_degrees }) {
  const more = median(trials_degrees) - median(then.trials_degrees);
  const degrees = tenth(Math.abs(more));
  return { key: `range.change.${name}.${more > 0 ? "more" : "less"}`, degrees, side, day: then.date };
}

/** Pain, and internal rotation well under 15°, in the latest reading of a side. */
export function asksForAClinician(line) {
  const latest = SIDES.map((side) => line[side].at(-1)).filter(Boolean);
  const painful = ({ pain, trials_degrees }) => pain > 0 && median(trials_degrees) <= LITTLE_DEGREES;
  return line.way.movement === "internal_rotation" && latest.some(painful);
}

function limitOf({ device, measured_by }) {
  return measured_by === "trained" && device === "inclinometer" ? TRAINED_LIMIT_DEGREES : LIMIT_DEGREES;
}

const tenth = (degrees) => Math.floor(degrees * 10 + 0.5) / 10;
