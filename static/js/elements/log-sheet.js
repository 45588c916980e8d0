/* The sheet that rises over the logger: to write a note, or to choose what to do instead. The browser's own dialog keeps the
   focus in it, closes it with Escape and gives the focus back. */

import { make, part, write } from "../lib/dom.js";
import { row } from "../lib/pieces.js";
import { say } from "../lib/words.js";
import { catalogue } from "../offline/catalogue.js";

const KINDS = ["easier", "harder", "other_position", "other_equipment", "opposite_action"];

/** The text, or null where it was left as it was. */
export async function writeNote(sheet, { title, line, text }) {
  fill(sheet, { title, line, writing: true });
  const field = part(sheet, "text");
  field.value = text;
  const answer = await open(sheet);
  const written = field.value.trim();
  return answer === "save" && written !== text ? written : null;
}

/** The id of the drill to do instead, "other" for one that is not a variant, or "". */
export async function chooseVariant(sheet, drill) {
  const { drills } = await catalogue();
  const known = drill.variants.filter(({ id }) => drills.get(id)?.status === "published");
  known.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  const line = say(known.length ? "swap.line" : "swap.none", { drill: drill.name });
  fill(sheet, { title: say("swap"), line });
  const choices = known.map(({ kind, id, when }) => {
    const choice = row({ drill: drills.get(id), title: drills.get(id).name, line: `${say(`swap.${kind}`)} · ${when}`, end: "" });
    return make("li", "", Object.assign(choice, { type: "submit", value: id }));
  });
  part(sheet, "choices").replaceChildren(...choices);
  return open(sheet);
}

function fill(sheet, { title, line, writing = false }) {
  write(part(sheet, "sheet-title"), title);
  write(part(sheet, "sheet-line"), line);
  part(sheet, "choices").hidden = writing;
  part(sheet, "other").hidden = writing;
  part(sheet, "writing").hidden = !writing;
  part(sheet, "save").hidden = !writing;
}

function open(sheet) {
  sheet.returnValue = "";
  sheet.showModal();
  return new Promise((resolve) => {
    sheet.addEventListener("close", () => resolve(sheet.returnValue), { once: true });
  });
}
