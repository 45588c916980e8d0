/* A drill of a workout with a table of what was done, as templates/workouts/partials/entry.html shows it. */

import { copy, fill, part } from "../lib/copy.js";
import { poster, sideMark } from "../lib/pieces.js";
import { say } from "../lib/words.js";

const SIDES = ["left", "right", "both"];

/** entry: of offline/workouts.js, with `drill` and `rounds`. */
export function drillTable({ drill, rounds, skipped, note }) {
  const section = copy("finish-drill", {
    name: drill.name,
    none: rounds.length ? "" : say(skipped ? "finish.skipped" : "finish.no-sets"),
    lines: [...rounds.flatMap(linesOf), ...(note ? [copy("finish-line", { text: note })] : [])],
  });
  part(section, "poster").replaceWith(poster(drill));
  part(section, "table").hidden = !rounds.length;
  const sides = SIDES.filter((side) => rounds.some((round) => round[side].length));
  const banded = rounds.some((round) => round.band);
  fill(section, {
    head: [
      heading(say("finish.set")),
      ...sides.map((side) => heading(side === "both" ? say("finish.done") : sideMark(side))),
      ...(banded ? [heading(say("measure.band"))] : []),
    ],
    rounds: rounds.map((round, place) => {
      const row = document.createElement("tr");
      row.append(cell(String(place + 1)), ...sides.map((side) => amountCell(round[side])));
      if (banded) row.append(cell(round.band, "word"));
      return row;
    }),
  });
  return section;
}

function linesOf({ left, right, both, marks }, place) {
  if (!marks.length) return [];
  const hurt = [...left, ...right, ...both].some(({ set }) => set.pain > 0);
  return [copy(hurt ? "finish-pain" : "finish-line", { text: say("finish.mark", { set: place + 1, mark: marks.join(" · ") }) })];
}

function heading(inside) {
  const th = document.createElement("th");
  th.scope = "col";
  th.append(inside);
  return th;
}

function cell(text, className = "") {
  const td = document.createElement("td");
  if (className) td.className = className;
  td.append(text);
  return td;
}

function amountCell(cells) {
  const td = cell(cells.length ? cells.map(({ text }) => text).join(", ") : "–");
  const rests = [...new Set(cells.map(({ rest }) => rest).filter(Boolean))].join(", ");
  if (rests) {
    const small = document.createElement("small");
    small.textContent = rests;
    td.append(" ", small);
  }
  return td;
}
