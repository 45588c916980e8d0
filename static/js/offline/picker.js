/* Which drill comes next: favourites and those last used first, one's own, the others; or what a word finds. */

import { GAP } from "../domain/order.js";
import { say } from "../lib/words.js";
import { asDrill, catalogue } from "./catalogue.js";
import { fields } from "./store.js";
import { addDrill, swapDrill } from "./training.js";
import { recentWorkouts } from "./workouts.js";

const RECENT = 12;
const LAST_USED = 6;

export class Picker {
  #store;
  #workoutId;
  #entryId;
  #book;
  #own = [];
  #favourites = new Map();
  #lastUsed = [];

  /** With an entry: the drill to do instead of it. */
  constructor(store, workoutId, entryId) {
    this.#store = store;
    this.#workoutId = workoutId;
    this.#entryId = entryId;
  }

  async load() {
    const store = this.#store;
    const [book, own, favourites, recent] = await Promise.all([
      catalogue(),
      store.all("own_drill"),
      store.all("favourite"),
      recentWorkouts(store, { limit: RECENT }),
    ]);
    this.#book = book;
    this.#own = own.map(fields).filter((each) => !each.deleted && !each.archived).map(asDrill);
    const kept = favourites.map(fields).filter((each) => !each.deleted);
    this.#favourites = new Map(kept.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map((each) => [each.id, each]));
    const used = recent.flatMap(({ entries }) => entries.filter(({ sets }) => sets.length).map(({ drill_id }) => drill_id));
    this.#lastUsed = [...new Set(used)].slice(0, LAST_USED);
  }

  /** Those that a drill has. */
  get positions() {
    return new Set(this.#published.map((drill) => drill.position));
  }

  isFavourite(id) {
    return this.#favourites.has(id);
  }

  /** [{title, drills}]: by `query` one list, without it several; a drill stands in one of them. */
  lists(query, position) {
    const fits = (drill) => !position || drill.position === position;
    if (query) return [{ title: say("list.found"), drills: [...this.#ownFound(query), ...this.#book.find(query)].filter(fits) }];
    const known = new Map([...this.#published, ...this.#own].map((drill) => [drill.id, drill]));
    const taken = new Set();
    const list = (title, ids) => {
      const drills = ids.filter((id) => known.has(id) && !taken.has(id) && fits(known.get(id))).map((id) => known.get(id));
      for (const { id } of drills) taken.add(id);
      return { title, drills };
    };
    const ids = (drills) => drills.map(({ id }) => id);
    return [
      list(say("list.favourites"), [...this.#favourites.keys()]),
      list(say("list.used"), this.#lastUsed),
      list(say("list.own"), ids(this.#own)),
      list(say("list.all"), ids(this.#published)),
    ];
  }

  async star(id) {
    const store = this.#store;
    if (this.isFavourite(id)) {
      await store.remove([{ type: "favourite", id }]);
      this.#favourites.delete(id);
      return;
    }
    const order = Math.max(0, ...[...this.#favourites.values()].map((each) => each.order)) + GAP;
    await store.write([{ type: "favourite", id, values: { order } }]);
    this.#favourites.set(id, { id, order });
  }

  /** Into the workout, or in the place of the other drill; `undo` where it took one's place. */
  async take(id) {
    const store = this.#store;
    const drill = this.#book.drills.get(id) ?? this.#own.find((each) => each.id === id);
    const swapped = this.#entryId ? await swapDrill(store, this.#workoutId, this.#entryId, id) : null;
    const entryId = swapped?.id ?? (await addDrill(store, this.#workoutId, id));
    await store.keep(`draft:${this.#workoutId}`, { entryId });
    return { name: drill.name, undo: swapped?.undo };
  }

  get #published() {
    return [...this.#book.drills.values()].filter((drill) => drill.status === "published");
  }

  #ownFound(query) {
    const words = query.toLocaleLowerCase().split(/\s+/);
    return this.#own.filter(({ name }) => words.every((word) => name.toLocaleLowerCase().includes(word)));
  }
}
