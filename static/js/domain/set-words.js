/* What stands around the set that is next: its place, what the button will write, what was done last time. */

import { nameAmount, showDone, unitOf } from "./amounts.js";
import { FIELD_OF, mainMeasure } from "./drills.js";
import { prefilled } from "./prefill.js";
import { bandName, inARow } from "./rounds.js";
import { say } from "../lib/words.js";

const DAY = 86_400_000;
const MOST_DAYS_COUNTED = 30;
const SPOKEN = ["reps", "cycles", "breaths", "hold", "duration", "load"];

/** “Set 2 of 3”, or while one is corrected “Correct set 2”. */
export function setWords({ editing, draft, turn }) {
  if (editing) return say("set.correct", { n: draft.place });
  return turn.planned > 1 && draft.place <= turn.planned
    ? say("set.of", { n: draft.place, of: turn.planned })
    : say("set", { n: draft.place });
}

/** Beneath the one big number: “reps, left”. */
export function captionOf(measure, side, unit) {
  const what = measure === "hold" ? say("unit.seconds") : unitOf(measure, unit);
  return side === "both" ? what : say("dial.side", { what, side: say(`side.${side}`) });
}

/** Exactly what one tap writes: “Log left · 10 reps · 12.5 kg”. */
export function logWords({ draft, entry, terms, editing, unit }) {
  const amounts = amountsOf(draft, entry.drill, terms, unit);
  const key = `${editing ? "go.save" : "go.log"}.${draft.side}`;
  return [say(key), ...amounts].join(" · ");
}

/** For ears: “Left, 10 reps logged.” */
export function loggedWords(set, entry, terms, unit) {
  const what = amountsOf({ values: set }, entry.drill, terms, unit).join(", ");
  return set.side === "both" ? say("said.logged", { what }) : say("said.logged.side", { side: say(`Side.${set.side}`), what });
}

/** The same round of the last time, or its last one: {left, right, both, line}, or null. */
export function lastRoundOf(last, round, today) {
  if (!last) return null;
  const then = last.rounds.find((each) => each.number === round) ?? last.rounds.at(-1);
  const line = [agoWords(last.date, today), then.band].filter(Boolean).join(" · ");
  return { left: inARow(then.left), right: inARow(then.right), both: inARow(then.both), line };
}

/** The planned sets after this one, as they will be offered: [{place, left, right, both, line}]. */
export function planOf({ entry, draft, turn, last, terms, editing, isOver }) {
  const from = editing || isOver ? Infinity : draft.place + 1;
  const rows = [];
  for (let place = from; place <= turn.planned; place += 1) {
    const number = draft.round + place - draft.place;
    const here = entry.sets;
    const values = prefilled({ drill: entry.drill, number, here, last: last?.sets ?? [], target: entry.target });
    const row = { place, line: bandName(values.left ?? values.both, terms) };
    for (const [side, each] of Object.entries(values)) {
      if (turn.sides.includes(side)) row[side] = showDone(each, mainMeasure(entry.drill), terms.unit).join(" ").trim();
    }
    rows.push(row);
  }
  return rows;
}

/** “3 days ago”; further back, the day. */
export function agoWords(date, today) {
  const days = Math.round((Date.parse(today) - Date.parse(date)) / DAY);
  if (days <= 0) return say("ago.today");
  if (days === 1) return say("ago.yesterday");
  if (days <= MOST_DAYS_COUNTED) return say("ago.days", { count: days });
  return dayWords(date);
}

const formats = new Map();

/** “Sunday 22 November”, or short “22 Nov”. */
export function dayWords(date, form = { day: "numeric", month: "short" }) {
  const key = JSON.stringify(form);
  if (!formats.has(key)) {
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    formats.set(key, new Intl.DateTimeFormat(language || "en-GB", { ...form, timeZone: "UTC" }));
  }
  return formats.get(key).format(Date.parse(date));
}

/** Those in use, and the one that is chosen though it was put away. */
export function bandsOffered(bands, chosen) {
  return bands.filter((band) => !band.archived || band.id === chosen);
}

function amountsOf({ values }, drill, terms, unit) {
  const order = [...drill.measures, ...SPOKEN.filter((each) => !drill.measures.includes(each))];
  const said = order
    .filter((each) => each !== "band" && values[FIELD_OF[each]] != null)
    .map((each) => nameAmount(each, values[FIELD_OF[each]], unit));
  // The band is seen in its own row; it leads only where there is no number.
  return said.length ? said : [bandName(values, terms)].filter(Boolean);
}
