/* The list of drills without signal: found on this phone, and shown as the server would. */

import { catalogue } from "../offline/catalogue.js";

const GROUPS = {
  trains: (drill) => [drill.joint_action],
  position: (drill) => [drill.position],
  level: (drill) => [drill.level],
  category: (drill) => [drill.category],
  sides: (drill) => [drill.sides],
  equipment: (drill) => (drill.needs_nothing ? [...drill.gear, "none"] : drill.gear),
};

/** Options of a group widen, groups narrow: as exercises/queries/filters.py. */
export function narrowed(drills, asked) {
  const chosen = Object.keys(GROUPS).map((group) => [GROUPS[group], asked.getAll(group)]);
  const wanted = chosen.filter(([, options]) => options.length);
  return drills.filter((drill) => wanted.every(([of, options]) => of(drill).some((option) => options.includes(option))));
}

/** Fills a <drill-filter> for an address; false where the phone holds no catalogue. */
export async function showDrillsHere(filter, address) {
  const book = await catalogue().catch(() => null);
  if (!book) return false;
  const asked = new URL(address).searchParams;
  const drills = narrowed(book.find(asked.get("q") ?? ""), asked);
  fillForm(filter, asked);
  // Shortcuts and counts come from the server; without it they would be those of another search.
  filter.classList.add("drill-filter--here");
  const form = new Intl.PluralRules(document.documentElement.lang).select(drills.length);
  const words = form === "one" ? filter.dataset.countOne : filter.dataset.countOther;
  filter.querySelector('[data-part="count"]').textContent = words.replace("{count}", drills.length);
  const results = filter.querySelector('[data-part="results"]');
  results.replaceChildren(drills.length ? listOf(filter, drills) : copy(filter, "nothing"));
  return true;
}

function fillForm(filter, asked) {
  const search = filter.querySelector('[type="search"]');
  if (search !== document.activeElement) search.value = asked.get("q") ?? "";
  for (const box of filter.querySelectorAll('[type="checkbox"]')) box.checked = asked.getAll(box.name).includes(box.value);
}

function listOf(filter, drills) {
  const list = document.createElement("ul");
  list.className = "rows rows--two";
  list.setAttribute("role", "list");
  list.append(...drills.map((drill) => rowOf(filter, drill)));
  return list;
}

function rowOf(filter, drill) {
  const row = copy(filter, "row");
  const [trains, position, level, category] = drill.also;
  row.querySelector("a").href = `/drills/${drill.slug}/`;
  row.querySelector(".row__title").textContent = drill.name;
  const [first, second] = row.querySelectorAll(".row__line");
  first.textContent = drill.joint_action === "other" ? category : `${trains} · ${category}`;
  second.textContent = `${position} · ${level}`;
  if (drill.poster) row.querySelector(".poster").append(pictureOf(drill.poster));
  return row;
}

/* As components/picture.html. */
function pictureOf({ light, dark, width, height }) {
  const figure = document.createElement("span");
  figure.className = "figure";
  for (const [theme, address] of Object.entries({ light, dark })) {
    const image = new Image(width, height);
    Object.assign(image, { className: `figure__${theme}`, alt: "", loading: "lazy", decoding: "async", src: address });
    figure.append(image);
  }
  return figure;
}

function copy(filter, name) {
  return document.importNode(filter.querySelector(`template[data-part="${name}"]`).content, true).firstElementChild;
}
