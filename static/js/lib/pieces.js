/* Pieces that several screens of the logger show: the mark of a side, and a drill's picture. */

import { button, make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** As components/side.html. */
export function sideMark(side, { spoken = true } = {}) {
  const mark = make("span", side === "right" ? "side side--right" : "side");
  const letter = make("span", "", say(`side.${side}.letter`));
  letter.ariaHidden = "true";
  mark.append(letter);
  if (spoken) mark.append(make("span", "visually-hidden", say(`side.${side}`)));
  return mark;
}

/** As components/poster.html: a drawing for each theme; the one that is not shown is lazy and so never fetched. */
export function poster(drill, className = "row__poster") {
  if (!drill?.poster) return make("span", `${className} poster poster--empty`, icon("drills"));
  const { light, dark, width, height } = drill.poster;
  const images = [
    ["light", light],
    ["dark", dark],
  ].map(([theme, src]) =>
    Object.assign(new Image(width, height), { className: `figure__${theme}`, alt: "", loading: "lazy", decoding: "async", src }),
  );
  return make("span", `${className} poster`, make("span", "figure", ...images));
}

/** A line of a list: picture, name, what stands below, and what happens when it is pressed. */
export function row({ drill, title, line = "", end = "next", label = "" }) {
  const main = make("span", "row__main", make("span", "row__title", title), line && make("span", "row__line", line));
  const element = button("row row--pick", drill === undefined ? "" : poster(drill), main);
  if (end) element.append(make("span", "row__end", icon(end)));
  if (drill !== undefined) element.classList.add("row--compact");
  if (label) element.ariaLabel = label;
  return element;
}
