/* Drills that are done in turn: neighbours that carry the same number. items: [{id, superset}] in their order. */

/** Where an item stands in its group: "" alone, "first", "middle" or "last". */
export function placeInGroup(items, index) {
  const { superset } = items[index];
  if (superset === null) return "";
  const above = items[index - 1]?.superset === superset;
  const below = items[index + 1]?.superset === superset;
  if (above && below) return "middle";
  if (above) return "last";
  return below ? "first" : "";
}

/** Numbers after `id` joined the next one: [{id, superset}] of those that change. */
export function joinNext(items, id) {
  const here = items.findIndex((each) => each.id === id);
  const next = items[here + 1];
  if (here < 0 || !next) return [];
  const grouped = (index) => (placeInGroup(items, index) ? items[index].superset : null);
  const number = grouped(here) ?? grouped(here + 1) ?? Math.max(0, ...items.map((each) => each.superset ?? 0)) + 1;
  // The whole group of the next one comes along.
  const old = grouped(here + 1);
  const joins = (each, index) => index === here || index === here + 1 || (old !== null && each.superset === old && index > here);
  return changed(items, items.map((each, index) => ({ ...each, superset: joins(each, index) ? number : each.superset })));
}

/** Numbers after `id` left its group. */
export function leave(items, id) {
  return changed(items, whole(items.map((each) => (each.id === id ? { ...each, superset: null } : each))));
}

/** Numbers after `id` came to stand where it stands in `items`: between two of a group it joins them, away from its own it
    leaves it, and a group of one is none. */
export function settle(items, id) {
  const here = items.findIndex((each) => each.id === id);
  const [above, below] = [items[here - 1]?.superset ?? null, items[here + 1]?.superset ?? null];
  const mine = items[here]?.superset ?? null;
  let superset = mine !== null && (mine === above || mine === below) ? mine : null;
  if (above !== null && above === below) superset = above;
  return changed(items, whole(items.map((each) => (each.id === id ? { ...each, superset } : each))));
}

/** A number whose neighbours do not have it is taken away. */
function whole(items) {
  return items.map((each, index) => (placeInGroup(items, index) ? each : { ...each, superset: null }));
}

function changed(before, after) {
  return after.filter((each, index) => each.superset !== before[index].superset).map(({ id, superset }) => ({ id, superset }));
}
