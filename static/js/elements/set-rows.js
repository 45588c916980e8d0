/* The rows of a drill's sets: what was done, each side a button that corrects it, and what is to come as a faint plan.
   Made anew at every tap, so what is only said is an attribute: a hidden text is a box that is laid out; and tick and plus
   are drawn by the stylesheet: an icon's shadow tree took a fifth of a tap's code. */

import { button, make } from "../lib/dom.js";
import { sideMark } from "../lib/pieces.js";
import { say } from "../lib/words.js";

export function doneRow(round, place, sides) {
  const mark = Object.assign(make("span", "set-row__mark"), { role: "img", ariaLabel: say("set", { n: place }) });
  const row = make("li", "set-row set-row--done", mark);
  row.dataset.round = round.number;
  if (round.both.length) row.append(cellsOf(round.both, "both"));
  else {
    for (const side of ["left", "right"]) {
      const cells = cellsOf(round[side], side);
      if (round.missing === side && sides.includes(side)) cells.append(missing(side, place));
      row.append(cells);
    }
  }
  row.append(make("span", "set-row__end", make("span", "set-row__band", round.band)));
  if (round.marks.length) row.append(make("p", "set-row__note", round.marks.join(" · ")));
  return row;
}

/** A round of last time that is still to come. */
export function planRow(place, { left, right, both, line }) {
  const mark = make("span", "set-row__mark", String(place));
  const row = make("li", "set-row set-row--next", mark);
  const cell = (side, text) => make("span", "set-row__side", side === "both" ? "" : sideMark(side), text);
  const wrap = (className, side, text) => make("span", className, text && cell(side, text));
  if (both) row.append(wrap("set-row__cells set-row__cells--both", "both", both));
  else row.append(wrap("set-row__cells", "left", left), wrap("set-row__cells", "right", right));
  row.append(make("span", "set-row__end", make("span", "set-row__band", line)));
  return row;
}

function cellsOf(cells, side) {
  const place = make("span", side === "both" ? "set-row__cells set-row__cells--both" : "set-row__cells");
  for (const cell of cells) {
    const shown = make("span", "", cell.text, cell.rest && make("small", "", ` ${cell.rest}`));
    const alone = side === "both";
    const edit = button("set-row__side", alone ? "" : sideMark(side, { spoken: false }), shown);
    edit.ariaLabel = alone ? cell.spoken : `${say(`side.${side}`)} ${cell.spoken}`;
    edit.dataset.do = "edit";
    edit.value = cell.id;
    place.append(edit);
  }
  return place;
}

function missing(side, place) {
  const add = button("set-row__missing", make("span", "", say(`side.${side}.letter`)));
  add.ariaLabel = say(`set.add.${side}`, { n: place });
  add.dataset.do = "add-side";
  add.value = side;
  return add;
}
