/* The page's language: workouts/words.py wrote the texts into the page. */

let texts = null;
const plural = new Intl.PluralRules(document.documentElement.lang || "en");

/** "sets" with {count: 3} is "sets.other"; a text without forms is taken as it is. An unknown key is a mistake of ours. */
export function say(key, values = {}) {
  texts ??= JSON.parse(document.getElementById("words")?.textContent ?? "null");
  const text = texts?.[key] ?? texts?.[`${key}.${plural.select(values.count ?? 0)}`] ?? texts?.[`${key}.other`];
  if (text === undefined) throw new Error(`No words for “${key}”.`);
  return text.replace(/\{(\w+)\}/g, (_whole, name) => String(values[name]));
}
