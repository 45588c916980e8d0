/* One workout in memory while it is done. The screen reads it; each deed is written to the phone first and changes what is in
   memory after that, so that what is shown is what is kept. */

import { changesOf, draftFrom, draftOf, stillOpen } from "../domain/draft.js";
import { isDone } from "../domain/drills.js";
import { GAP } from "../domain/order.js";
import { countSets, inOrder, roundsOf } from "../domain/rounds.js";
import { lastRoundOf } from "../domain/set-words.js";
import { restSeconds } from "../domain/targets.js";
import { entryToOpen, groupOf, nextEntry, turnOf } from "../domain/turns.js";
import { newId } from "../lib/ids.js";
import { changeSet, recordSet } from "./training.js";
import { dayOf, lastTime, loadWorkout, termsOf } from "./workouts.js";

export class Session {
  #store;
  #lasts = new Map();
  #own = new Set();
  #beyondPlan = new Set();
  #typed = new Map();
  #kept = "";
  #deeds = 0;

  constructor(store, id) {
    this.#store = store;
    this.id = id;
    this.draft = null;
  }

  /** False where the workout is not on this phone. The draft stays while nobody logged what it was for. */
  async load() {
    const deeds = this.#deeds;
    const workout = await loadWorkout(this.#store, this.id);
    if (!workout) return false;
    const terms = termsOf(workout.bands, workout.preferences);
    const lasts = await this.#readLasts(workout, terms);
    const stored = this.draft ? null : await this.#store.kept(this.#name);
    // A tap came in between: what was read is older than what memory holds.
    if (deeds !== this.#deeds) return this.load();
    Object.assign(this, { workout, terms });
    this.#lasts = lasts;
    this.turns = new Map(this.entries.map((entry) => [entry.id, this.#turnOf(entry)]));
    const kept = this.draft ?? stored;
    const entry = this.entries.find((each) => each.id === kept?.entryId) ?? entryToOpen(this.entries, this.turns);
    this.entry = entry;
    if (kept?.touched && stillOpen(kept, this.entries)) this.draft = kept;
    else this.draft = entry ? this.#next(entry) : null;
    return true;
  }

  get entries() {
    return this.workout.entries;
  }

  get turn() {
    return this.turns.get(this.entry.id);
  }

  get last() {
    return this.#lasts.get(this.entry.drill.id) ?? null;
  }

  get lastRound() {
    return lastRoundOf(this.last, this.draft.round, dayOf(new Date()));
  }

  get editing() {
    return Boolean(this.draft?.setId);
  }

  /** The plan of this drill is done: the button leads on, until another set is asked for. */
  get isOver() {
    return !this.editing && this.turn.over && !this.#beyondPlan.has(this.entry.id);
  }

  get following() {
    return nextEntry(this.entries, this.entry, this.turns);
  }

  get setCount() {
    return this.entries.reduce((sum, entry) => sum + countSets(entry.sets), 0);
  }

  get unit() {
    return this.draft?.unit ?? this.terms.unit;
  }

  get canLog() {
    return isDone(this.entry.drill, this.draft.values);
  }

  choose(entryId) {
    this.entry = this.entries.find((each) => each.id === entryId) ?? this.entry;
    this.draft = this.#next(this.entry);
    this.#keep();
  }

  /** More than was planned. */
  goOn() {
    this.#beyondPlan.add(this.entry.id);
    this.choose(this.entry.id);
  }

  edit(setId) {
    this.entry = this.entries.find((each) => each.sets.some((set) => set.id === setId)) ?? this.entry;
    this.draft = draftFrom(this.entry, this.#set(setId));
    this.#keep();
  }

  chooseSide(side) {
    if (this.editing) return this.change({ side });
    this.draft = this.#typedOr(draftOf(this.entry, this.last, this.turn, side));
    this.#keep();
  }

  /** Fields of the draft: kind, effort, pain, note, side, unit, or `values` of its measures. */
  change({ values = {}, ...fields }) {
    this.draft = { ...this.draft, ...fields, values: { ...this.draft.values, ...values }, touched: true };
    this.#typed.set(pathOf(this.draft), this.draft);
    this.#keep();
  }

  /** Writes the set; memory follows when the phone has it. Answers {set, entry, restSeconds}. */
  async log(at = Date.now()) {
    const { entry, draft } = this;
    const id = newId();
    const { round, side, kind, effort, pain, note, values } = draft;
    const order = Math.max(0, ...entry.sets.map((set) => set.order)) + GAP;
    const measured = values.load_kg === undefined ? values : { ...values, load_unit: this.unit };
    const did = { order, round, side, kind, ...measured, effort, pain, note, done_at: new Date(at).toISOString() };
    this.#own.add(id);
    await this.#written(recordSet(this.#store, entry.id, did, { at, id }));
    const set = { type: "set", id, parent: entry.id, ...did };
    this.#typed.delete(pathOf(draft));
    this.#beyondPlan.delete(entry.id);
    this.#settle(entry, [...entry.sets, set]);
    const { following } = this;
    const group = groupOf(this.entries, entry);
    if (following && (!this.isOver || group.includes(following))) this.entry = following;
    this.draft = this.#next(this.entry);
    this.#keep();
    // The other side comes at once, and in a superset one rests when all of it was done once.
    const goesOn = this.entry === entry && this.draft.round === round && !this.isOver;
    const inTurn = group.indexOf(this.entry) > group.indexOf(entry);
    const rest = goesOn || inTurn ? 0 : restSeconds(entry.target, entry.drill, this.workout.preferences);
    return { set, entry, restSeconds: rest };
  }

  /** Writes what was corrected and goes back to the set that is next. */
  async save(at = Date.now()) {
    const { entry, draft } = this;
    const set = this.#set(draft.setId);
    const changes = changesOf(draft, set);
    if (Object.keys(changes).length) {
      this.#own.add(set.id);
      await this.#written(changeSet(this.#store, set.id, changes, { at }));
      this.#settle(entry, entry.sets.map((each) => (each === set ? { ...set, ...changes } : each)));
    }
    this.choose(entry.id);
  }

  /** Whether a change of the store is news here: not the answer to our own tap. */
  isNews({ keys }) {
    if (!keys) return true;
    const others = keys.filter(([, id]) => !this.#own.delete(id));
    return others.some(([type, id]) => (type === "workout" ? id === this.id : !["kept", "item", "routine", "goal"].includes(type)));
  }

  #settle(entry, sets) {
    entry.sets = inOrder(sets);
    entry.rounds = roundsOf(entry.sets, entry.drill, this.terms);
    this.turns.set(entry.id, this.#turnOf(entry));
  }

  #set(id) {
    return this.entry.sets.find((set) => set.id === id);
  }

  #next(entry) {
    return this.#typedOr(draftOf(entry, this.#lasts.get(entry.drill.id) ?? null, this.turns.get(entry.id)));
  }

  /** A look at the other side or drill, and back: what was typed here is still here. */
  #typedOr(draft) {
    return this.#typed.get(pathOf(draft)) ?? draft;
  }

  #turnOf(entry) {
    const lastCount = this.#lasts.get(entry.drill.id)?.rounds.length ?? 0;
    return turnOf(entry, { lastCount, first: this.workout.preferences.first_side });
  }

  /** Each time there is news: the first sync brings years, and not all at once. */
  async #readLasts(before, terms) {
    const drills = new Map(before.entries.map(({ drill }) => [drill.id, drill]));
    const found = await Promise.all([...drills.values()].map((drill) => lastTime(this.#store, drill, { before, terms })));
    return new Map([...drills.keys()].map((id, index) => [id, found[index]]));
  }

  /** Counted when it begins and when it is written, so that a load that overlaps it is done again. A write that fails
      changes nothing. */
  async #written(deed) {
    this.#deeds += 1;
    await deed;
    this.#deeds += 1;
  }

  /** So that a reload, or a phone that dies, comes back to the same place. Nobody waits for it. */
  #keep() {
    const place = this.draft?.touched ? this.draft : { entryId: this.entry?.id };
    const sign = JSON.stringify(place);
    if (sign === this.#kept) return;
    this.#kept = sign;
    this.#store.keep(this.#name, place).catch(() => {});
  }

  get #name() {
    return `draft:${this.id}`;
  }
}

const pathOf = ({ entryId, setId, round, side }) => [entryId, setId, round, side].join(" ");
