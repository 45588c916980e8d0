/* What can be aimed at in a drill, and a target in words. */

import { say } from "../lib/words.js";
import { logsSidesApart, mainMeasure } from "./drills.js";
import { targetWords } from "./targets.js";
import { showLoad } from "./units.js";

const MOST_SETS = 20;
const MOST_AMOUNT = 999;
const MOST_SECONDS = 3600;

/** The numbers of a target, in the order they are asked: [{field, name, unit, step, min, max}]. */
export function numbersOf(drill) {
  const main = mainMeasure(drill);
  const seconds = main === "hold" || main === "duration";
  const amount = { unit: seconds ? say("unit.hold") : "", step: seconds ? 5 : 1, min: 1, max: seconds ? MOST_SECONDS : MOST_AMOUNT };
  const counted = main !== "band" && main !== "load";
  const held = drill.measures.includes("hold") && main !== "hold";
  const time = { unit: say("unit.hold"), min: 0, max: MOST_SECONDS };
  return [
    { field: "sets", name: say("aim.sets"), unit: "", step: 1, min: 1, max: MOST_SETS },
    counted && { field: "amount_min", name: say("aim.least", { what: say(`measure.${main}`) }), ...amount },
    counted && { field: "amount_max", name: say("aim.most"), ...amount },
    held && { field: "hold_seconds", name: say("aim.hold"), step: 5, ...time },
    { field: "rest_seconds", name: say("aim.rest"), step: 15, ...time },
  ].filter(Boolean);
}

/** What a new number changes: the most is never below the least. */
export function aimed(target, field, value) {
  const changes = { [field]: value };
  if (field === "amount_min" && value !== null && target.amount_max < value) changes.amount_max = value;
  if (field === "amount_max" && value !== null && target.amount_min > value) changes.amount_min = value;
  return changes;
}

/** “3 × 8–12 reps, each side · Light · 60 s rest” */
export function aimWords(drill, target, { bands, unit }) {
  const one = target.side === "left" || target.side === "right";
  const side = one ? say(`aim.${target.side}`) : logsSidesApart(drill) ? say("aim.each") : "";
  const dose = [targetWords(drill, target) || (target.sets ? say("amount.sets", { count: target.sets }) : ""), side];
  return [
    dose.filter(Boolean).join(", "),
    target.hold_seconds && mainMeasure(drill) !== "hold" ? say("aim.held", { seconds: target.hold_seconds }) : "",
    bands.find((band) => band.id === target.band_id)?.name ?? "",
    target.load_kg ? showLoad(target.load_kg, unit) : "",
    target.rest_seconds ? say("aim.rested", { seconds: target.rest_seconds }) : "",
  ]
    .filter(Boolean)
    // A line breaks between the facts, not inside “60 s rest”.
    .map((fact) => fact.replaceAll(" ", "\u00a0").replace(",\u00a0", ", "))
    .join(" · ");
}
