import { say } from "../lib/words.js";

/** A workout's own name, or that of its drills, each once: two, or the first and how many more. */
export function titleOf({ title, entries }) {
  if (title) return title;
  const done = entries.filter((entry) => entry.sets.length);
  const named = done.length ? done : entries.filter((entry) => !entry.skipped);
  const names = [...new Set(named.map((entry) => entry.drill.name))];
  if (names.length > 2) return say("title.and-more", { first: names[0], count: names.length - 1 });
  return names.length === 2 ? say("title.two", { first: names[0], last: names[1] }) : (names[0] ?? say("title.none"));
}
