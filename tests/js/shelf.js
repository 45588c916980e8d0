// A phone with a small catalogue: three drills and a routine of them.

import { newId } from "/static/js/lib/ids.js";
import { Store } from "/static/js/offline/store.js";

const usual = { aliases: [], status: "published", position: "prone", measures: ["reps", "band"], sides: "each_side", sets_min: 2, amount_min: 8, amount_max: 12, rest_seconds: 60 };

export const PRONE = { ...usual, id: newId(), slug: "prone", name: "Prone turn" };
export const HOLD = { ...usual, id: newId(), slug: "hold", name: "Long hold", position: "seated", measures: ["hold"], sides: "both_together", sets_min: null, amount_min: 30, amount_max: 60, rest_seconds: null };
export const LIFT = { ...usual, id: newId(), slug: "lift", name: "Foot lift", position: "seated" };
export const THREE = { id: newId(), slug: "three", title: "Three", summary: "Three drills.", minutes: 9, items: [PRONE, HOLD, LIFT].map(({ id }) => ({ drill_id: id, note: "", target: { sets: 1 } })) };

globalThis.fetch = async () =>
  new Response(JSON.stringify({ drills: [PRONE, HOLD, LIFT], routines: [THREE], bands: [], preferences: { units: "kg" } }));

export async function opened() {
  const store = new Store({ prefix: `test-${newId()}` });
  await store.open();
  return store;
}
