/* Sorting a list by a handle in each item: the neighbours make way while the finger is down. */

// Closer to the edge of the screen than this, the page goes along.
const EDGE_PX = 96;
const STEP_PX = 14;

/** `dropped(item, index)` is told where an item was let go, if that is another place. `handle` is a selector. */
export function sortable(list, { handle, dropped, signal }) {
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(handle);
    if (!grip || event.button) return;
    const item = [...list.children].find((each) => each.contains(grip));
    const from = placeOf(item);
    const drag = new AbortController();
    grip.setPointerCapture(event.pointerId);
    item.dataset.dragged = "";
    const move = ({ clientY }) => {
      const [above, below] = [item.previousElementSibling, item.nextElementSibling];
      // The one that is held stays in the page, or the finger would lose it.
      if (above && clientY < middleOf(above)) item.after(above);
      else if (below && clientY > middleOf(below)) item.before(below);
      if (clientY < EDGE_PX) scrollBy(0, -STEP_PX);
      else if (clientY > innerHeight - EDGE_PX) scrollBy(0, STEP_PX);
    };
    const end = () => {
      drag.abort();
      delete item.dataset.dragged;
      const to = placeOf(item);
      if (to !== from) dropped(item, to);
    };
    grip.addEventListener("pointermove", move, drag);
    for (const name of ["pointerup", "pointercancel"]) grip.addEventListener(name, end, drag);
  }, { signal });
}

const placeOf = (item) => [...item.parentElement.children].indexOf(item);

function middleOf(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
