/* Searching drills on the phone: a word finds what it begins, in names before aliases, muscles and gear; a word that
   begins nothing finds its nearest neighbours by the trigrams they share. */

const WORTH = { name: 8, aliases: 4, related: 2, also: 1 };
// Too common among drills to tell one from another.
const IDLE = new Set("a an and the of for with to on my drill drills exercise exercises".split(" "));
const FORGIVING_FROM = 4;
const NEAR = 0.4;

/** `find(text)` over drills as the slim catalogue has them: best first; all of them, as they come, for no text. */
export function searchIndex(drills) {
  const shelf = drills.map((drill) => ({ drill, words: worthOf(drill), whole: wholeOf(drill) }));
  const vocabulary = [...new Set(shelf.flatMap(({ words }) => [...words.keys()]))].sort();
  const trigrams = new Map();
  const known = (word) => trigrams.get(word) ?? (trigrams.set(word, trigramsOf(word)), trigrams.get(word));
  return function find(text) {
    const asked = wordsOf(text);
    const telling = asked.filter((word) => !IDLE.has(word));
    const meanings = [...new Set(telling.length ? telling : asked)].map((word) => meant(word, vocabulary, known));
    const found = [];
    for (const { drill, words, whole } of shelf) {
      const worths = meanings.map((meaning) => best(meaning, words));
      if (worths.includes(0)) continue;
      const exact = whole.includes(asked.join(" ")) ? 1000 : 0;
      found.push({ drill, worth: exact + worths.reduce((sum, worth) => sum + worth, 0) });
    }
    // Sorting is stable: equals stay in the order they came.
    return found.sort((a, b) => b.worth - a.worth).map(({ drill }) => drill);
  };
}

function worthOf(drill) {
  const words = new Map();
  const texts = {
    also: drill.also ?? [],
    related: [...(drill.muscles ?? []), ...(drill.equipment ?? [])],
    aliases: drill.aliases ?? [],
    name: [drill.name],
  };
  for (const [where, list] of Object.entries(texts)) {
    for (const text of list) for (const word of [...wordsOf(text), ...joinedOf(text)]) words.set(word, WORTH[where]);
  }
  return words;
}

function wholeOf(drill) {
  return [drill.name, ...(drill.aliases ?? [])].map((name) => wordsOf(name).join(" "));
}

/* What a typed word may mean, and how surely. */
function meant(typed, vocabulary, known) {
  const meaning = new Map();
  for (let at = firstFrom(typed, vocabulary); vocabulary[at]?.startsWith(typed); at += 1) {
    meaning.set(vocabulary[at], vocabulary[at] === typed ? 1 : 0.8);
  }
  if (meaning.size || typed.length < FORGIVING_FROM) return meaning;
  const asked = trigramsOf(typed);
  for (const word of vocabulary) {
    // A word that is still being typed is held against as much of the other.
    const alike = Math.max(likeness(asked, known(word)), likeness(asked, known(word.slice(0, typed.length))));
    if (alike >= NEAR) meaning.set(word, alike / 2);
  }
  return meaning;
}

function best(meaning, words) {
  let most = 0;
  for (const [word, sureness] of meaning) most = Math.max(most, sureness * (words.get(word) ?? 0));
  return most;
}

/* Where in the sorted vocabulary the first word stands that is not before this one. */
function firstFrom(word, vocabulary) {
  let low = 0;
  let high = vocabulary.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (vocabulary[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

function trigramsOf(word) {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

function likeness(some, others) {
  let shared = 0;
  for (const each of some) if (others.has(each)) shared += 1;
  return (2 * shared) / (some.size + others.size);
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}|['’]/gu, "").toLowerCase();
}

function wordsOf(text) {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/* “Side-lying” is found as “sidelying”, too. */
function joinedOf(text) {
  return (plain(text).match(/[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)+/gu) ?? []).map((part) => part.replace(/[-/]/g, ""));
}
