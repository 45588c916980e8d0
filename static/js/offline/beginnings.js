/* What a session can begin with, and beginning it. */

import { todays } from "../lib/weekdays.js";
import { say } from "../lib/words.js";
import { catalogue } from "./catalogue.js";
import { findRoutine, ownRoutines } from "./routines.js";
import { Session } from "./session.js";
import { fields } from "./store.js";
import { addDrill, removeEntry, repeatWorkout, startRoutine, startWorkout } from "./training.js";
import { dayOf, drillsOf, openWorkout, recentWorkouts } from "./workouts.js";

const RECENT = 12;
const OFFERED = 3;
const LAST_USED = 6;

export class Beginnings {
  #store;

  constructor(store) {
    this.#store = store;
  }

  /** {open, drills, recent, planned, routines}: the workout to go on with or null, drills last used, the latest of each kind,
      routines of today and all others. */
  async read() {
    const [openId, rows, book, all] = await Promise.all([
      openWorkout(this.#store),
      recentWorkouts(this.#store, { limit: RECENT }),
      catalogue(),
      ownRoutines(this.#store),
    ]);
    const named = rows.map((each) => ({ ...each, ...namesOf(each) }));
    const others = named.filter((each) => each.id !== openId);
    const open = named.find((each) => each.id === openId) ?? null;
    const own = all.filter((each) => !each.archived);
    const planned = own.filter(({ weekdays }) => weekdays.includes(todays()));
    const routines = [...own.filter((each) => !planned.includes(each)), ...book.routines];
    return { open, drills: lastUsed(named), recent: different(others), planned, routines };
  }

  /** The workout of today that is open: where an empty address leads. */
  async underWay() {
    const id = await openWorkout(this.#store);
    const row = id && (await this.#store.get("workout", id));
    return row && fields(row).date === dayOf(new Date()) ? id : null;
  }

  empty() {
    return startWorkout(this.#store);
  }

  drill(id) {
    return startWorkout(this.#store, { drills: [{ drill_id: id }] });
  }

  recent(id) {
    return repeatWorkout(this.#store, id);
  }

  async routine(key) {
    const routine = await findRoutine(this.#store, key);
    return routine ? startRoutine(this.#store, routine) : null;
  }

  /** By the address: {workoutId, name, undo} or null where this phone does not know it. A drill joins the workout of today
      that is open. */
  async asked({ drill: key, routine, again }) {
    if (again) {
      const id = (await this.#store.get("workout", again)) ? await this.recent(again) : null;
      return id ? { workoutId: id } : null;
    }
    if (routine) {
      const id = await this.routine(routine);
      return id ? { workoutId: id } : null;
    }
    const drill = await this.#drillNamed(key);
    if (!drill) return null;
    const open = await this.underWay();
    if (!open) return { workoutId: await this.drill(drill.id) };
    return { workoutId: open, ...(await this.#join(open, drill)) };
  }

  /** One that is not done yet is gone on with, the one at hand before others; else it comes at the end. */
  async #join(workoutId, drill) {
    const store = this.#store;
    const session = new Session(store, workoutId);
    await session.load();
    const { entry: atHand, entries, turns } = session;
    const there = [atHand, ...entries].find((each) => each?.drill.id === drill.id && !turns.get(each.id).over);
    const entryId = there?.id ?? (await addDrill(store, workoutId, drill.id));
    // What is typed there already stays.
    if (entryId !== atHand?.id) await store.keep(`draft:${workoutId}`, { entryId });
    return there ? {} : { name: drill.name, undo: () => removeEntry(store, entryId) };
  }

  async #drillNamed(key) {
    const { drills } = await catalogue();
    const published = [...drills.values()].find((each) => each.slug === key || each.id === key);
    if (published) return published;
    return (await this.#store.get("own_drill", key)) ? (await drillsOf(this.#store))(key) : null;
  }
}

/** By its drills, each once: two, or the first and how many more. */
function namesOf({ title, entries }) {
  const all = [...new Set(entries.map(({ drill }) => drill.name))];
  const names = all.join(", ");
  const short = all.length > 2 ? say("start.and", { first: all[0], count: all.length - 1 }) : names;
  return { name: title || short || say("start.unnamed"), names };
}

/** The latest of each: the same drills in the same order are offered once. */
function different(workouts) {
  const kinds = new Map();
  for (const each of workouts) {
    const kind = each.entries.map(({ drill_id }) => drill_id).join(" ");
    if (kind && !kinds.has(kind)) kinds.set(kind, each);
  }
  return [...kinds.values()].slice(0, OFFERED);
}

function lastUsed(workouts) {
  const drills = workouts.flatMap(({ entries }) => entries.filter(({ sets }) => sets.length).map(({ drill }) => drill));
  const known = drills.filter((drill) => drill.status === "published");
  return [...new Map(known.map((drill) => [drill.id, drill])).values()].slice(0, LAST_USED);
}
