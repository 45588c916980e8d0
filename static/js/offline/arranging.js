/* What a person arranges for themselves on this phone: bands and preferences. Defaults are no records until they are changed. */

/** The whole look: of a default band nothing is written yet. */
export function saveBand(store, { id, name, colour, level, pull_kg }) {
  return store.write([{ type: "band", id, values: { name, colour, level, pull_kg } }]);
}

export async function archiveBand(store, band, archived = true) {
  const { id, name, colour, level, pull_kg } = band;
  const look = (await store.get("band", id)) ? {} : { name, colour, level, pull_kg };
  await store.write([{ type: "band", id, values: { ...look, archived } }]);
}

export function savePreference(store, key, value) {
  return store.write([{ type: "preference", id: key, values: { value } }]);
}
