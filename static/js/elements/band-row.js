/* A band of <log-bands>: a line that opens, with its form. The form answers by `save(band)`. */

import { parse, written } from "../domain/amounts.js";
import { showLoad } from "../domain/units.js";
import { copy, part } from "../lib/copy.js";
import { say } from "../lib/words.js";
import "./number-stepper.js";

/** In a line, as on /you/bands/: “Level 2 · 4 kg” */
export function showBand(row, { name, colour, level, pull_kg }, unit) {
  part(row, "name").textContent = name;
  part(row, "band").dataset.colour = colour;
  part(row, "line").textContent = [say("bands.level", { level }), pull_kg ? showLoad(pull_kg, unit) : ""].filter(Boolean).join(" · ");
}

/** Made when it is opened first. */
export function bandForm(band, unit, save) {
  const form = copy("band-form");
  const [name, level, pull] = ["name", "level", "pull"].map((each) => part(form, each));
  name.id = `band-name-${band.id}`;
  pull.id = `band-pull-${band.id}`;
  part(form, "name-label").htmlFor = name.id;
  part(form, "pull-label").htmlFor = pull.id;
  part(form, "pull-name").textContent = say("bands.pull", { unit });
  Object.assign(name, { value: band.name });
  Object.assign(level, { value: band.level });
  Object.assign(pull, { value: written("load", band.pull_kg, unit) });
  for (const radio of form.querySelectorAll("[type=radio]")) {
    radio.name = `band-colour-${band.id}`;
    radio.checked = radio.value === band.colour;
  }
  form.addEventListener("change", () => {
    const read = readForm(form, unit);
    if (read) save(read);
  });
  return form;
}

/* Null where something is wrong; it is said at the field. */
function readForm(form, unit) {
  const name = part(form, "name").value.trim();
  const level = part(form, "level");
  let pull_kg = null;
  let wrong = "";
  try {
    pull_kg = parse("load", part(form, "pull").value, unit);
  } catch (reason) {
    if (!(reason instanceof RangeError)) throw reason;
    wrong = reason.message;
  }
  complain(form, "name", name ? "" : say("bands.unnamed"));
  complain(form, "pull", wrong);
  if (!name || wrong || !level.value || !level.validity.valid) return null;
  const colour = form.querySelector("[type=radio]:checked")?.value ?? "";
  return { name, colour, level: level.valueAsNumber, pull_kg };
}

function complain(form, field, sentence) {
  const error = part(form, `${field}-error`);
  error.textContent = sentence;
  error.hidden = !sentence;
  part(form, field).setAttribute("aria-invalid", String(Boolean(sentence)));
}
