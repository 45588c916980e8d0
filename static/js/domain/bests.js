/* Records: what was the most, the longest and the heaviest with a drill, each side apart (docs/progress.md). The server
   computes the same (workouts/bests.py); tests/cases/bests.json holds both to it.

   A set is its fields as the store flattens them, with workout_id and date; what is missing is nothing. */

const IN_A_SET = ["reps", "cycles", "breaths"];
const TIMES = ["hold_seconds", "duration_seconds"];
const COUNTED = [...IN_A_SET, ...TIMES];
const KINDS = ["most", "longest", "heaviest", "estimate", "session"];
const SIDES = ["left", "right", "both"];
const MOST_REPS_TO_ESTIMATE = 12;

/** The bests of one drill's sets, oldest first. Best: {what, measure, side, load_kg, band_id, value, workout_id, date};
    value is a count, seconds, or kilograms as a decimal string. */
export function bests(sets) {
  return [...held(sets).values()].sort(inOrder).map(shown);
}

/** What `workoutId` did better than everything before it, each with `beat`: {value, date}. A first time breaks nothing. */
export function recordsBroken(sets, workoutId) {
  const begin = sets.findIndex((set) => set.workout_id === workoutId);
  if (begin < 0) return [];
  const before = held(sets.slice(0, begin));
  const there = held(sets.filter((set) => set.workout_id === workoutId));
  return [...there]
    .filter(([key, best]) => before.has(key) && best.value > before.get(key).value)
    .map(([key, best]) => [best, before.get(key)])
    .sort(([one], [other]) => inOrder(one, other))
    .map(([best, former]) => ({ ...shown(best), beat: { value: shown(former).value, date: former.date } }));
}

/* Loads are whole grams in here, so that nothing is compared or added as a fraction. */
function held(sets) {
  const counted = sets.filter(counts);
  const found = new Map();
  for (const best of [...counted.flatMap(ofSet), ...ofSessions(counted)]) {
    const key = [best.what, best.measure, best.side, best.load, best.band].join(" ");
    // Ties keep the first.
    if (best.value > 0 && !(found.get(key)?.value >= best.value)) found.set(key, best);
  }
  return found;
}

function ofSet(set) {
  const load = grams(set.load_kg);
  return [
    ...IN_A_SET.map((measure) => made(set, "most", measure, set[measure], load, set.band_id)),
    ...TIMES.map((measure) => made(set, "longest", measure, set[measure])),
    made(set, "heaviest", "load_kg", load),
    made(set, "estimate", "load_kg", estimate(load, set.reps)),
  ];
}

function ofSessions(sets) {
  const sessions = Map.groupBy(sets, (set) => `${set.workout_id} ${set.side}`);
  const sum = (rows, measure) => rows.reduce((total, row) => total + (row[measure] ?? 0), 0);
  return [...sessions.values()].flatMap((rows) =>
    COUNTED.map((measure) => made(rows[0], "session", measure, sum(rows, measure))),
  );
}

function made({ side, workout_id, date }, what, measure, value, load = null, band = null) {
  return { what, measure, side, load, band: band ?? null, value: value ?? 0, workout_id, date };
}

/* Not a warm-up, nor a load that was not moved once. */
function counts(set) {
  const amounts = COUNTED.map((measure) => set[measure]).filter((amount) => amount != null);
  return set.kind !== "warm_up" && (amounts.length === 0 || amounts.some((amount) => amount > 0));
}

function grams(kilograms) {
  const weight = Math.round(Number(kilograms ?? 0) * 1000);
  return weight > 0 ? weight : null;
}

/* Epley: load × (1 + reps ÷ 30), to the tenth of a kilogram; one rep is the load itself. */
function estimate(load, reps) {
  if (!load || !(reps >= 1) || reps > MOST_REPS_TO_ESTIMATE) return 0;
  return Math.floor((2 * load * (reps === 1 ? 30 : 30 + reps) + 3000) / 6000) * 100;
}

function inOrder(one, other) {
  const rank = (best) => [
    SIDES.indexOf(best.side),
    KINDS.indexOf(best.what),
    [...COUNTED, "load_kg"].indexOf(best.measure),
    best.load ?? 0,
  ];
  const [mine, theirs] = [rank(one), rank(other)];
  const differs = mine.findIndex((value, place) => value !== theirs[place]);
  if (differs >= 0) return mine[differs] - theirs[differs];
  return (one.band ?? "") < (other.band ?? "") ? -1 : 1;
}

function shown({ load, band, value, ...best }) {
  const kilograms = (weight) => (weight == null ? null : (weight / 1000).toFixed(3));
  return {
    ...best,
    load_kg: kilograms(load),
    band_id: band,
    value: best.measure === "load_kg" ? kilograms(value) : value,
  };
}
