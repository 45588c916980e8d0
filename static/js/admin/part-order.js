/* The order of a form's parts: by the two buttons of each part, beside the drag that the package brings. */
const PARTS = ":scope > .part.has_original";

const partsIn = (list) => [...list.querySelectorAll(PARTS)];
const orderOf = (part) => part.querySelector("input._reorder_");

function count(list) {
  for (const [index, part] of partsIn(list).entries()) orderOf(part).value = index + 1;
}

/* A form that comes back refused has new parts last, wherever they were put. */
function asNumbered(list) {
  const parts = partsIn(list);
  // Zero is the place of a saved first part, and of a new one that was never moved.
  const isSaved = (part) => Boolean(part.querySelector("input[name$='-id']")?.value);
  const place = (part) => (isSaved(part) ? Number(orderOf(part).value) : Number(orderOf(part).value) || Infinity);
  const sorted = parts.toSorted((one, other) => place(one) - place(other) || parts.indexOf(one) - parts.indexOf(other));
  if (sorted.some((part, index) => part !== parts[index])) parts[0].before(...sorted);
}

function move(button) {
  const part = button.closest(".part");
  const list = part.parentElement;
  const parts = partsIn(list);
  const to = parts[parts.indexOf(part) + (button.dataset.move === "up" ? -1 : 1)];
  if (!to) return;
  if (button.dataset.move === "up") to.before(part);
  else to.after(part);
  count(list);
  // It moved with its part, and the focus stays on it.
  button.focus();
}

for (const list of document.querySelectorAll("fieldset.sortable")) asNumbered(list);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-move]");
  if (button) move(button);
});

document.addEventListener("formset:added", (event) => {
  // New parts are moved as those that were saved; their mark tells so to the package.
  if (event.target.closest("fieldset.sortable")) event.target.classList.add("has_original");
});
