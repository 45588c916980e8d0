/* Keys of an order: integers with room between them, ties broken by id. */

export const GAP = 65_536;

/** A key between two; null stands for an end of the list. The answer is null when there is no room left. */
export function between(before, after) {
  if (before === null && after === null) return GAP;
  if (before === null) return after - GAP;
  if (after === null) return before + GAP;
  const middle = Math.floor((before + after) / 2);
  return middle > before && middle < after ? middle : null;
}

/** Keys with room again for a list that has none, in its order. */
export function renumber(length) {
  return Array.from({ length }, (_, index) => (index + 1) * GAP);
}

export function inOrder(a, b) {
  return a.order - b.order || (a.id < b.id ? -1 : 1);
}

/** What `id` must be written to stand at `index` of `list` (in order, [{id, order}]; `id` may be new or among them):
    one new key, or all of them when the neighbours have no room. [{id, order}] */
export function place(list, id, index) {
  const others = list.filter((each) => each.id !== id);
  const key = between(others[index - 1]?.order ?? null, others[index]?.order ?? null);
  if (key !== null) return [{ id, order: key }];
  const ids = others.map((each) => each.id);
  ids.splice(index, 0, id);
  const keys = renumber(ids.length);
  return ids.map((each, place) => ({ id: each, order: keys[place] }));
}
