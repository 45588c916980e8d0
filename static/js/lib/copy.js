/* Copies of the page's <template>s, filled by the names of their parts. */

/** The one element of <template id>, filled. */
export function copy(id, values = {}) {
  const element = document.importNode(document.getElementById(id).content, true).firstElementChild;
  return fill(element, values);
}

/** values: {part: text, node or list of nodes}; a part for which there is nothing (null, "", no nodes) is hidden. */
export function fill(element, values) {
  for (const [name, value] of Object.entries(values)) {
    const place = part(element, name);
    const inside = [value].flat().filter((each) => each !== null && each !== undefined && each !== "");
    place.hidden = inside.length === 0;
    place.replaceChildren(...inside);
  }
  return element;
}

export function part(element, name) {
  return element.dataset.part === name ? element : element.querySelector(`[data-part="${name}"]`);
}
