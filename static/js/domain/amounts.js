/* How much of each measure a set holds, in figures and in words: as workouts/amounts.py says it. */

import { say } from "../lib/words.js";
import { FIELD_OF } from "./drills.js";
import { kgFrom, loadIn, showLoad } from "./units.js";

const SECONDS = ["hold", "duration"];
const COUNTS = ["reps", "cycles", "breaths"];
// From here on, seconds are read more easily as minutes.
const MOST_PLAIN_SECONDS = 60;
const MOST = { reps: 10_000, breaths: 10_000, cycles: 10_000, hold: 86_400, duration: 86_400 };
const MOST_KG = 9999;

/** As a bare number where the heading names the measure: 10, 45 s, 1:30, 12.5 kg. */
export function show(measure, value, unit = "kg") {
  if (SECONDS.includes(measure)) return showSeconds(value);
  return measure === "load" ? showLoad(value, unit) : String(value);
}

export function showSeconds(seconds) {
  return seconds < MOST_PLAIN_SECONDS ? say("amount.seconds", { seconds }) : showClock(seconds);
}

export function showClock(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** With its measure, beside a leading number or on the button: 3 breaths, 5 s hold. */
export function nameAmount(measure, value, unit = "kg") {
  if (measure === "hold") return say("amount.hold", { time: showSeconds(value) });
  if (measure === "duration" || measure === "load") return show(measure, value, unit);
  return say(`amount.${measure}`, { count: value });
}

/** What stands behind the number in a field. */
export function unitOf(measure, unit) {
  if (measure === "load") return unit;
  return measure === "duration" ? say("unit.minutes") : say(`unit.${measure}`);
}

/** What leads and what stands smaller beside it: ["10", "× 12.5 kg"], ["30 s", ""], ["3", "6 breaths"]. */
export function showDone(set, main, unit) {
  const parts = [...counted(set, main), ...timed(set)];
  const load = set.load_kg == null ? "" : showLoad(set.load_kg, unit);
  if (load && parts.length) parts.splice(1, 0, `× ${load}`);
  else if (load) parts.push(load);
  return parts.length ? [parts[0], parts.slice(1).join(" · ")] : ["–", ""];
}

/** The same in full, for ears and for the button: “10 reps, 12.5 kg”. */
export function sayDone(set, unit) {
  const parts = [...counted(set, ""), ...timed(set)];
  if (set.load_kg != null) parts.push(showLoad(set.load_kg, unit));
  return parts.join(", ");
}

/** What was typed, as the set's field holds it; null where the field was left empty. Throws RangeError with a sentence. */
export function parse(measure, typed, unit = "kg") {
  const text = typed.trim();
  if (!text) return null;
  if (measure === "load") return parseLoad(text, unit);
  const value = measure === "duration" ? parseClock(text) : parseWhole(text);
  if (value === null) throw new RangeError(say(`wrong.${measure}`));
  if (value > MOST[measure]) throw new RangeError(say(`wrong.most.${measure}`));
  return value;
}

/** As it stands in the field while it is typed: “10”, “1:30”, “12.5”. */
export function written(measure, value, unit = "kg") {
  if (value === null || value === undefined) return "";
  if (measure === "load") return loadIn(value, unit);
  return measure === "duration" ? showClock(value) : String(value);
}

/** How far one press on plus or minus goes. */
export function strideOf(measure, unit) {
  if (measure === "duration") return 15;
  if (measure === "hold") return 5;
  return measure === "load" && unit === "lb" ? 5 : measure === "load" ? 2.5 : 1;
}

/** One press further up (1) or down (-1), to the next number that is round for it; never below nothing. */
export function stepped(measure, value, direction, unit = "kg") {
  const stride = strideOf(measure, unit);
  const from = measure === "load" ? Number(loadIn(value ?? "0", unit)) : (value ?? 0);
  const steps = direction > 0 ? Math.floor(from / stride) + 1 : Math.ceil(from / stride) - 1;
  const most = MOST[measure] ?? (unit === "lb" ? MOST_KG * 2 : MOST_KG);
  const next = Math.min(most, Math.max(0, steps * stride));
  return measure === "load" ? kgFrom(String(next), unit) : next;
}

function parseLoad(text, unit) {
  const kilograms = kgFrom(text, unit);
  if (kilograms === null) throw new RangeError(say("wrong.load"));
  if (Number(kilograms) > MOST_KG) throw new RangeError(say("wrong.most.load"));
  return kilograms;
}

const parseWhole = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null);

/** “2:30”, “2.30” from a pad without a colon, or whole minutes. */
function parseClock(text) {
  const match = /^(\d{1,4})(?:[:.,](\d{1,2}))?$/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2] ?? 0) : null;
}

function counted(set, main) {
  const order = [...COUNTS].sort((a, b) => (b === main) - (a === main));
  const held = order.filter((measure) => set[FIELD_OF[measure]] != null);
  return held.map((measure) => {
    const number = set[FIELD_OF[measure]];
    return measure === main ? String(number) : nameAmount(measure, number);
  });
}

function timed(set) {
  const parts = [];
  if (set.hold_seconds != null) parts.push(showSeconds(set.hold_seconds));
  if (set.duration_seconds != null) parts.push(showClock(set.duration_seconds));
  return parts;
}
