/* What a way of measuring came to: both sides, and the sentences that may be said of them. */

import { SIDES, asksForAClinician, changesOf, gapOf, median } from "../domain/range.js";
import { shortDay } from "../lib/dates.js";
import { make } from "../lib/dom.js";
import { icon } from "../lib/icons.js";
import { sideMark } from "../lib/pieces.js";
import { say } from "../lib/words.js";
import { sentence } from "./range-words.js";

/** As workouts/partials/range_section.html: the latest of each side. */
export function sidesOf(line) {
  const cells = SIDES.map((side) => {
    const latest = line[side].at(-1);
    const degrees = make("span", "range__n number", latest ? `${median(latest.trials_degrees)}°` : "–");
    const day = make("span", "range__day", latest ? shortDay(latest.date, "") : say("range.none"));
    return make("div", "range__side", sideMark(side), degrees, day);
  });
  return make("div", "range__sides", ...cells);
}

export function sentencesOf(line) {
  const said = [gapOf(line), ...SIDES.flatMap((side) => changesOf(line, side))];
  return make("ul", "range__words", ...said.map((each) => make("li", "", sentence(each))));
}

export function heedOf(line) {
  if (!asksForAClinician(line)) return "";
  return make("div", "banner", icon("warning"), make("p", "", say("range.clinician")));
}
