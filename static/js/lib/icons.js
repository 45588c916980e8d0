/* An icon of icons.svg, as components/icon.html draws it. The page says where the file is, for its name is hashed. */

const SPACE = "http://www.w3.org/2000/svg";

const drawn = new Map();

export function icon(name, { small = false } = {}) {
  const key = `${name} ${small}`;
  if (!drawn.has(key)) drawn.set(key, draw(name, small));
  return drawn.get(key).cloneNode(true);
}

function draw(name, small) {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("class", small ? "icon icon--s" : "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SPACE, "use");
  use.setAttribute("href", `${document.querySelector("[data-icons]")?.dataset.icons ?? ""}#${name}`);
  svg.append(use);
  return svg;
}
