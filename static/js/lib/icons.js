/* An icon of icons.svg, as components/icon.html draws it. The page says where the file is, for its name is hashed. */

const SPACE = "http://www.w3.org/2000/svg";

export function icon(name, { small = false } = {}) {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("class", small ? "icon icon--s" : "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SPACE, "use");
  use.setAttribute("href", `${document.querySelector("[data-icons]")?.dataset.icons ?? ""}#${name}`);
  svg.append(use);
  return svg;
}
