/* The fields of a reading; each change is kept at once. */

import { copy, fill, part } from "../lib/copy.js";
import { sideMark } from "../lib/pieces.js";
import { kept } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { keepReading } from "../offline/ranges.js";
import "./number-stepper.js";

/** Its tries, pain and note. */
export function readingForm(store, reading) {
  const form = copy("range-form");
  const tries = [...part(form, "tries").querySelectorAll("input")];
  tries.forEach((field, index) => (field.value = reading.trials_degrees[index] ?? ""));
  part(form, "tries").addEventListener("change", ({ target }) => {
    if (!target.reportValidity()) return;
    const trials_degrees = tries.filter((field) => field.value !== "").map((field) => field.valueAsNumber);
    kept(keepReading(store, reading.id, { trials_degrees }));
  });
  fill(form, { pain: painField(store, reading), note: noteField(store, [reading]) });
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}

export function painField(store, { id, side, pain }) {
  const field = copy("range-pain", { name: [sideMark(side, { spoken: false }), say("extra.pain")] });
  const input = field.querySelector("input");
  input.ariaLabel = say("range.pain", { side: say(`side.${side}`) });
  input.value = pain ?? "";
  input.addEventListener("change", () => {
    if (!input.reportValidity()) return;
    kept(keepReading(store, id, { pain: input.value === "" ? null : input.valueAsNumber }));
  });
  return field;
}

/** One note, on one reading or on both sides of a check. */
export function noteField(store, readings) {
  const field = copy("range-note");
  const input = field.querySelector("textarea");
  input.value = readings[0].note;
  input.addEventListener("change", async () => {
    for (const { id } of readings) await kept(keepReading(store, id, { note: input.value.trim() }));
  });
  return field;
}

/** “28° · 29° · 31°” */
export const triesOf = ({ trials_degrees }) => trials_degrees.map((degrees) => `${degrees}°`).join(" · ");
