/* The slim catalogue: all drills, routines, default bands and preferences. It comes from this phone at once, where it
   was kept before, and is asked for again behind: what was published meanwhile is there the next time. */

import { searchIndex } from "../domain/search.js";

const ADDRESS = "/log/catalogue.json";
// The service worker's, too: static/sw.js fills and clears it.
const CACHE = "catalogue";
let known = null;

/** {drills: Map by id, routines, bands, preferences, find(text) → drills that can be chosen, best first}.
    Rejects where nothing is kept and there is no signal; the next call tries again. */
export function catalogue() {
  known ??= load().catch((reason) => {
    known = null;
    throw reason;
  });
  return known;
}

/** A drill of the catalogue or of the person's own (`fields` of their records), alike; null if this phone knows neither. */
export function drillOf({ drills }, ownDrills, id) {
  const drill = drills.get(id);
  if (drill) return drill;
  const own = [...ownDrills].find((each) => each.id === id);
  return own ? asDrill(own) : null;
}

/** An own drill in the shape of the catalogue's. */
export function asDrill({ id, name, measures, sides, note, archived, deleted }) {
  return {
    ...{ id, slug: "", name, aliases: [], summary: note ?? "", measures, sides, own: true },
    ...{ position: "", joint_action: "", category: "", level: "", cue: "" },
    ...{ status: archived || deleted ? "archived" : "published" },
    ...{ rest_seconds: null, amount_min: null, amount_max: null, sets_min: null },
    ...{ muscles: [], equipment: [], also: [], poster: null, moving: null, variants: [] },
  };
}

async function load() {
  const shelf = await openCache();
  const kept = await read(await shelf?.match(ADDRESS)).catch(() => null);
  if (!kept) return ask(shelf);
  ask(shelf).then(
    (fresh) => (known = Promise.resolve(fresh)),
    () => {}, // No signal: what is kept will do.
  );
  return kept;
}

async function ask(shelf) {
  const reply = await fetch(ADDRESS, { cache: "no-cache" });
  if (!reply.ok || reply.redirected) throw new TypeError(`catalogue: ${reply.status}`);
  await shelf?.put(ADDRESS, reply.clone()).catch(() => {}); // A full phone reads it from the network.
  return read(reply);
}

async function read(reply) {
  return made(await reply.json());
}

function made(content) {
  const drills = new Map(content.drills.map((drill) => [drill.id, drill]));
  const find = searchIndex(content.drills.filter((drill) => drill.status === "published"));
  return { ...content, drills, find };
}

/* Nothing where the browser has no cache to offer: plain http, or private windows of some. */
async function openCache() {
  try {
    return await globalThis.caches?.open(CACHE);
  } catch {
    return undefined;
  }
}
