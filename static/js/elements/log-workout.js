/* <log-workout>: the screen of one workout, "#workout/<id>". A tap is written first and shown then; after it only what changed
   is drawn: one row, the box, the button. What other tabs and phones write is read again. */

import "./hold-timer.js";
import "./rest-dock.js";
import "./set-now.js";
import { FIELD_OF } from "../domain/drills.js";
import { loggedWords } from "../domain/set-words.js";
import { afterPaint } from "../lib/after-paint.js";
import { announce } from "../lib/announce.js";
import { part, write } from "../lib/dom.js";
import { go } from "../lib/router.js";
import { toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { Session } from "../offline/session.js";
import { changeWorkout, discardWorkout, removeSet } from "../offline/training.js";
import { DEEDS } from "./entry-deeds.js";
import { WorkoutView } from "./workout-view.js";

const CLOCK_MS = 15_000;

class LogWorkout extends HTMLElement {
  #teardown = null;
  #session = null;
  #view = null;
  #busy = false;
  #stale = false;

  async connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.#session = new Session(this.store, this.address[1]);
    this.#view = new WorkoutView(this, this.#session);
    const found = await this.#session.load().catch((refusal) => {
      if (!(refusal instanceof TypeError)) throw refusal;
      return false;
    });
    if (signal.aborted) return;
    if (!found) return this.#lose(signal);
    this.#listen(signal);
    this.#view.showAll();
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  #listen(signal) {
    const on = (target, name, body) => target.addEventListener(name, body, { signal });
    on(this, "click", (event) => this.#press(event.target.closest("[data-do]")));
    on(part(this, "go"), "click", () => this.#go());
    on(part(this, "place"), "click", () => part(this, "entries").scrollIntoView({ behavior: "smooth" }));
    on(part(this, "title"), "change", () => this.#try(() => changeWorkout(this.store, this.#session.id, { title: this.#title })));
    on(part(this, "title"), "keydown", (event) => event.key === "Enter" && event.target.blur());
    on(this, "amount", ({ detail }) => this.#measure(detail));
    on(this, "unit", ({ detail }) => this.#change(detail));
    on(this, "extra", ({ detail }) => this.#change(detail));
    on(this, "side", ({ detail }) => this.#change(null, () => this.#session.chooseSide(detail.side)));
    on(this, "settled", () => part(this, "go").focus());
    on(this, "hold:done", ({ detail }) => this.#held(detail));
    on(this, "keydown", (event) => event.key === "Escape" && this.#closeMenu());
    on(document, "pointerdown", (event) => event.target.closest?.(".menu") || this.#closeMenu());
    on(this.store, "change", ({ detail }) => this.#session.isNews(detail) && this.#reload());
    const clock = setInterval(() => this.#view.showClock(), CLOCK_MS);
    signal.addEventListener("abort", () => clearInterval(clock));
  }

  get #title() {
    return part(this, "title").value.trim();
  }

  /** It may still come: from another phone, or with the catalogue when there is signal. */
  #lose(signal) {
    const lost = document.getElementById("log-lost");
    this.replaceChildren(document.importNode(lost.content, true));
    const look = async () => {
      if (await this.store.get("workout", this.#session.id)) dispatchEvent(new HashChangeEvent("hashchange"));
    };
    this.store.addEventListener("change", look, { signal });
    addEventListener("online", look, { signal });
  }

  /** One at a time; where the phone would not keep it, that is said and everything stays as it was. */
  async #try(deed) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await deed();
      this.#complain("");
    } catch (refusal) {
      if (refusal.name !== "StorageError") throw refusal;
      this.#complain(say("error.storage"));
    } finally {
      this.#busy = false;
      if (this.#stale) this.#reload();
    }
  }

  async #reload() {
    this.#stale = this.#busy;
    if (this.#stale) return;
    if (await this.#session.load()) this.#view.showAll();
    else go("start", { instead: true });
  }

  #go() {
    const session = this.#session;
    if (!session.entry) return go(`add/${session.id}`);
    if (session.isOver) {
      const { following } = session;
      if (!following) return go(`finish/${session.id}/now`);
      return this.#choose(following.id);
    }
    const wrong = part(this, "now").wrong;
    if (wrong) return wrong.focus();
    if (!session.canLog) {
      part(this, "now").complain(say("set.nothing"));
      part(this, "now").querySelector("input")?.focus();
      return undefined;
    }
    return this.#try(() => (session.editing ? this.#save() : this.#log()));
  }

  /* What was held to the end, or until somebody said that it is enough, is logged as if tapped. */
  #held({ measure, amount }) {
    this.#measure({ measure, value: amount });
    this.#go();
  }

  async #log() {
    const session = this.#session;
    const { entry, unit } = session;
    const { set, restSeconds } = await session.log();
    if (session.entry === entry) this.#view.showRound(set.round);
    else this.#view.showEntry();
    this.#view.showNow();
    this.#view.reveal();
    const { draft, isOver, entry: shown } = session;
    const now = isOver ? say("said.over") : shown === entry && draft.round === set.round ? say(`said.now.${draft.side}`) : "";
    // After the last planned set another drill follows, or nothing.
    const following = isOver ? session.following : shown;
    const next = { side: isOver ? null : draft.side, name: following && following !== entry ? following.drill.name : "" };
    // The set and what is next are seen first; the rest around them a frame later.
    afterPaint(() => {
      if (!this.isConnected) return;
      this.#view.showList();
      announce([loggedWords(set, entry, session.terms, unit), now].filter(Boolean).join(" "));
      this.dispatchEvent(new CustomEvent("set-logged", { bubbles: true, detail: { restSeconds, next } }));
      this.#view.reveal();
    });
  }

  async #save() {
    const { round } = this.#session.draft;
    await this.#session.save();
    this.#view.showEntry();
    announce(say("said.corrected", { n: round }));
    part(this, "go").focus();
  }

  #press(pressed) {
    const name = pressed?.dataset.do;
    if (!name || this.#busy) return;
    const session = this.#session;
    if (name === "choose") this.#choose(pressed.value);
    else if (name === "edit") this.#change(null, () => session.edit(pressed.value), true);
    else if (name === "cancel") this.#change(null, () => session.choose(session.entry.id), true);
    else if (name === "add-side") this.#change(null, () => session.chooseSide(pressed.value), true);
    else if (name === "go-on") this.#change(null, () => session.goOn(), true);
    else if (name === "remove-set") this.#try(() => this.#removeSet());
    else if (name === "discard") this.#try(() => this.#discard());
    else this.#deed(DEEDS[name]);
  }

  async #deed(deed) {
    this.#closeMenu();
    // The sheet waits for its person; only the writing is done one at a time, by the store.
    try {
      await deed(this.store, this.#session, this);
      if (this.isConnected) this.#view.showAll();
    } catch (refusal) {
      if (refusal.name !== "StorageError") throw refusal;
      this.#complain(say("error.storage"));
    }
  }

  async #removeSet() {
    const { draft, entry } = this.#session;
    this.#session.choose(entry.id);
    const stamp = await removeSet(this.store, draft.setId);
    toast(say("done.set"), { undo: () => this.store.undo(stamp) });
    part(this, "go").focus();
  }

  async #discard() {
    const { store } = this;
    const stamp = await discardWorkout(store, this.#session.id);
    go("start", { instead: true });
    toast(say("done.discarded"), { undo: () => store.undo(stamp) });
  }

  #choose(entryId) {
    this.#session.choose(entryId);
    this.#view.showEntry();
    this.#view.showNow();
    this.#view.showList();
    scrollTo({ top: 0 });
    part(this, "name").focus({ preventScroll: true });
  }

  #measure({ measure, value, wrong }) {
    if (!wrong) this.#change({ values: { [FIELD_OF[measure]]: value } });
  }

  #change(fields, deed = () => this.#session.change(fields), renewed = false) {
    deed();
    if (renewed) this.#view.showNow();
    else part(this, "now").show(this.#session);
    this.#view.showGo();
    if (!renewed) return;
    part(this, "set").focus({ preventScroll: true });
    this.#view.reveal();
  }

  #closeMenu() {
    const menu = part(this, "menu");
    if (!menu?.open) return;
    const within = menu.contains(document.activeElement);
    menu.open = false;
    if (within) menu.querySelector("summary").focus();
  }

  #complain(sentence) {
    const place = part(this, "error");
    write(place, sentence);
    place.hidden = !sentence;
  }
}

customElements.define("log-workout", LogWorkout);
