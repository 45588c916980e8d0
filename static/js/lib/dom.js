/* Elements made from what a page already has: its templates, its classes, its icons. */

/** An element with a class and what stands in it; text stays text. */
export function make(name, className, ...inside) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...inside.filter((each) => each !== null && each !== undefined && each !== ""));
  return element;
}

/** A button that sends nothing. */
export function button(className, ...inside) {
  const element = make("button", className, ...inside);
  element.type = "button";
  return element;
}

/** The piece named `data-part` inside `root`. */
export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

/** A copy of the one element in the template of that name, in `root` or in the page. */
export function clone(root, name) {
  const template = part(root, name);
  return document.importNode(template.content, true).firstElementChild;
}

/** Text that stands there already is left alone: nothing is drawn anew, nothing read out twice. Other text goes into the
    node that is there, which is laid out again in a tenth of the time of a new one. */
export function write(element, text) {
  if (element.textContent === text) return;
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (only instanceof Text) only.data = text;
  else element.textContent = text;
}
