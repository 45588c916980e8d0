/* A routine in a line, and the days it is for. */

import { daysOf, nameOf } from "../lib/weekdays.js";
import { say } from "../lib/words.js";

/** “5 drills · 12 min · Mon, Thu” */
export function lineOf({ items, minutes, weekdays = [] }) {
  const facts = [say("routines.drills", { count: items.length }), say("amount.minutes", { minutes }), daysOf(weekdays)];
  return facts.filter(Boolean).join(" · ");
}

/** A day that can be on or off; `aria-pressed` says which. */
export function weekdayButton(day) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "weekday", value: day });
  button.dataset.act = `day:${day}`;
  button.textContent = nameOf(day, "narrow");
  button.setAttribute("aria-label", nameOf(day));
  return button;
}
