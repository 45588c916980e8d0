/* The protractor: the knee above, the shin below it, as one looks down at one's own leg. Internal rotation carries the
   right foot to the right and the left foot to the left. */

import { part } from "../lib/copy.js";

const SPACE = "http://www.w3.org/2000/svg";
const [X, Y] = [195, 18];
const RIM = 184;
const SHOWN = 50;
// The needle stops a little past the scale.
const MOST = 58;

const at = (radius, degrees) => {
  const radians = (degrees * Math.PI) / 180;
  return [X + radius * Math.sin(radians), Y + radius * Math.cos(radians)].map((each) => each.toFixed(1));
};

/** 1: to the right of the picture, -1: to the left. */
export const directionOf = ({ movement, side }) => ((movement === "internal_rotation") === (side === "right") ? 1 : -1);

export function drawScale(svg) {
  const ticks = [];
  for (let degrees = -SHOWN; degrees <= SHOWN; degrees += 2) {
    const ten = degrees % 10 === 0;
    const path = document.createElementNS(SPACE, "path");
    path.setAttribute("class", ten ? "protractor__tick protractor__tick--ten" : "protractor__tick");
    path.setAttribute("d", `M${at(RIM, degrees)}L${at(RIM - (ten ? 16 : 8), degrees)}`);
    ticks.push(path);
    if (ten) ticks.push(label(...at(RIM + 17, degrees), String(Math.abs(degrees))));
  }
  part(svg, "scale").replaceChildren(...ticks);
}

/** What does not move: which side is internal, and where most adults are ([30, 40], or null). */
export function dress(svg, { movement, side, usual }) {
  const direction = directionOf({ movement, side });
  const inward = side === "right" ? 1 : -1;
  part(svg, "internal").setAttribute("x", String(X + inward * 147));
  part(svg, "external").setAttribute("x", String(X - inward * 147));
  const mark = part(svg, "usual");
  if (!usual) return mark.setAttribute("d", "");
  const [from, to] = usual.map((degrees) => at(RIM - 8, direction * degrees));
  mark.setAttribute("d", `M${from}A${RIM - 8} ${RIM - 8} 0 0 ${direction > 0 ? 0 : 1} ${to}`);
}

export function turnTo(svg, degrees, direction) {
  const shown = direction * Math.min(degrees, MOST);
  part(svg, "needle").setAttribute("transform", `rotate(${(-shown).toFixed(1)} ${X} ${Y})`);
  const to = at(RIM - 28, shown);
  part(svg, "sweep").setAttribute(
    "d",
    `M${X} ${Y}V${Y + RIM - 28}A${RIM - 28} ${RIM - 28} 0 0 ${direction > 0 ? 0 : 1} ${to}Z`,
  );
}

function label(x, y, text) {
  const element = document.createElementNS(SPACE, "text");
  for (const [name, value] of Object.entries({ x, y, dy: "5" })) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}
