/* All drills of the workout, in their order: where each stands, and the way to it. */

import { countSets } from "../domain/rounds.js";
import { targetWords } from "../domain/targets.js";
import { make, write } from "../lib/dom.js";
import { row } from "../lib/pieces.js";
import { say } from "../lib/words.js";

/** [li], the present one marked; each a button of `data-do="choose"`. */
export function entryRows({ entries, turns, entry: present }) {
  return entries.map((entry) => {
    const choice = row({ drill: entry.drill, title: entry.drill.name, line: lineOf(entry, turns.get(entry.id)), end: "" });
    choice.dataset.do = "choose";
    choice.value = entry.id;
    if (entry === present) choice.ariaCurrent = "true";
    const item = make("li", joined(entries, entry) ? "row-joined" : "", choice);
    return item;
  });
}

/** What rows are there and how they look; while it is the same, a tap changes only what stands in them. */
export function signOf({ entries }) {
  return JSON.stringify(entries.map((entry) => [entry.id, entry.drill.id, entry.drill.name, joined(entries, entry)]));
}

export function updateRows(list, { entries, turns, entry: present }) {
  entries.forEach((entry, index) => {
    const choice = list.children[index].firstElementChild;
    write(choice.querySelector(".row__line"), lineOf(entry, turns.get(entry.id)));
    if (entry === present) choice.ariaCurrent = "true";
    else if (choice.ariaCurrent) choice.ariaCurrent = null;
  });
}

/** The bar above: done, now, to come. */
export function showTrail(bar, { entries, turns, entry: present }) {
  while (bar.children.length > entries.length) bar.lastElementChild.remove();
  while (bar.children.length < entries.length) bar.append(make("i", ""));
  entries.forEach((entry, index) => {
    const done = entry.rounds.length > 0 || entry.skipped;
    const now = entry === present && !turns.get(entry.id).over;
    const name = `trail__part${now ? " trail__part--now" : done ? " trail__part--done" : ""}`;
    if (bar.children[index].className !== name) bar.children[index].className = name;
  });
}

function lineOf(entry, turn) {
  const sets = countSets(entry.sets);
  if (entry.skipped && !sets) return say("entry.skipped");
  if (!sets) return targetWords(entry.drill, entry.target) || say("entry.none");
  return turn.planned > sets ? say("entry.done.of", { n: sets, of: turn.planned }) : say("amount.sets", { count: sets });
}

/** In one superset with the one above. */
function joined(entries, entry) {
  const above = entries[entries.indexOf(entry) - 1];
  return entry.superset != null && above?.superset === entry.superset;
}
