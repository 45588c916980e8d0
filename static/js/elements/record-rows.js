/* Records that a workout broke, the sides of one record in one row: left stands left of right. */

import { show } from "../domain/amounts.js";
import { copy } from "../lib/copy.js";
import { shortDay } from "../lib/dates.js";
import { make } from "../lib/dom.js";
import { sideMark } from "../lib/pieces.js";
import { say } from "../lib/words.js";

const MEASURE = {
  reps: "reps",
  cycles: "cycles",
  breaths: "breaths",
  hold_seconds: "hold",
  duration_seconds: "duration",
  load_kg: "load",
};

/** {drill, records: of domain/bests.js}, and the workout in whose words (bands, unit) they are said. */
export function recordRows({ drill, records }, { bands, preferences }) {
  const alike = Map.groupBy(records, ({ what, measure, load_kg, band_id }) => [what, measure, load_kg, band_id].join(" "));
  const rows = [...alike.values()].map((sides) => row(sides, bands, preferences.units));
  return [make("h3", "record__drill", drill.name), ...rows];
}

function row(sides, bands, unit) {
  const { what, measure, load_kg, band_id } = sides[0];
  const amount = (value) => show(MEASURE[measure], value, unit);
  const against = [load_kg && show("load", load_kg, unit), bands.find((band) => band.id === band_id)?.name];
  const cells = sides.map(({ side, value }) =>
    make("span", "record__cell", side === "both" ? "" : sideMark(side), make("span", "number", amount(value))),
  );
  return copy("finish-record", {
    name: [say(`record.${what}.${MEASURE[measure]}`), ...against].filter(Boolean).join(", "),
    before: beforeWords(sides, amount),
    cells,
  });
}

/* “Before: left 10, right 9, 12 Nov”, or each with its own day. */
function beforeWords(sides, amount) {
  const days = new Set(sides.map(({ beat }) => beat.date));
  const worded = sides.map(({ side, beat }) => {
    const value = amount(beat.value);
    const what = side === "both" ? value : say("record.side", { side: say(`side.${side}`), value });
    return days.size > 1 ? say("record.on", { what, date: shortDay(beat.date) }) : what;
  });
  const what = worded.join(", ");
  const whole = days.size > 1 ? what : say("record.on", { what, date: shortDay([...days][0]) });
  return say("record.before", { what: whole });
}
