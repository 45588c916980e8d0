/* <hold-timer>: times the set that is next: get ready, hold, and after the first side the other. Its screen tells it what
   is next by `offer(…)`, and hears "hold:done" with what was really held, to be written down. */

import { announce } from "../lib/announce.js";
import { moment } from "../lib/clock.js";
import { say } from "../lib/words.js";
import { share } from "../domain/countdown.js";
import { Player } from "../domain/player.js";
import { timedPieces } from "../domain/timed-set.js";
import { Coach, lightly } from "./coach.js";
import { Parts } from "./parts.js";
import { announcementOf, faceOf } from "./run-face.js";

const TICK_MS = 200;
const KEPT = "hold";

class HoldTimer extends HTMLElement {
  #teardown = null;
  #store = null;
  #coach = null;
  #next = null;
  #done = null;
  #player = null;
  #parts = new Parts(this);

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.hidden = true;
    this.replaceChildren(document.getElementById("hold-timer").content.cloneNode(true));
    this.#store = this.closest("[class~=logger]").store;
    this.#coach = new Coach(this.#store);
    this.#coach.open();
    this.addEventListener("click", (event) => this.#pressed(event.target.closest("button")?.value), { signal });
    document.addEventListener("visibilitychange", () => this.#keep(), { signal });
    const ticks = setInterval(() => this.#tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(ticks));
  }

  disconnectedCallback() {
    this.#keep();
    this.#teardown?.abort();
    this.#teardown = null;
    this.#coach?.stayAwake(false);
  }

  /** next: {entryId, drill, round, side, measure, amount}, or null where the next set is not timed. */
  async offer(next) {
    const first = this.#next === null && next;
    this.#next = next;
    this.hidden = !next;
    this.#arrange();
    if (!next) return this.#stop();
    this.#parts.write({ "start-words": say(`hold.start.${next.measure}`) });
    if (this.#done && keyOf(this.#done) === keyOf(next)) return undefined;
    const other = this.#done?.entryId === next.entryId && this.#done.round === next.round;
    this.#done = null;
    if (other) return this.#begin(true);
    if (this.#player && !this.#player.work?.key.startsWith(keyOf(next))) this.#stop();
    if (!first || this.#player) return undefined;
    const kept = await this.#store.kept(KEPT);
    if (kept && kept.key === (this.#next && keyOf(this.#next)) && !this.#player) this.#begin(kept.after, kept);
    return undefined;
  }

  #begin(after = false, kept = null) {
    const next = kept ? { ...this.#next, amount: kept.amount } : this.#next;
    if (!next.amount) return;
    this.#player = new Player(timedPieces(next, { after }), moment(), kept?.place);
    this.#arrange();
    this.#parts.get("start").hidden = true;
    this.#parts.get("hold").hidden = false;
    this.#tick();
    this.#keep();
    this.#parts.get("main").focus({ preventScroll: true });
  }

  #stop() {
    if (!this.#player) return;
    this.#player = null;
    this.#coach.stayAwake(false);
    this.#arrange();
    this.#parts.get("start").hidden = false;
    this.#parts.get("hold").hidden = true;
    lightly(this.#store.keep(KEPT, undefined));
  }

  /* Told to the dock itself: a :has() that depends on this would be asked again at every tap, for the whole page. */
  #arrange() {
    this.closest("[class~=dock]").dataset.hold = this.#player ? "running" : this.#next ? "offered" : "";
  }

  #tick() {
    if (!this.#player) return;
    const { cues, over, away } = this.#player.look(moment());
    if (away) announce(say("run.away"));
    for (const { tone, say: words, opens } of cues) {
      this.#coach.give(tone);
      if (opens) announce(announcementOf(this.#player));
      else if (words) announce(say(words));
    }
    if (over) this.#goOn();
    if (this.#player) this.#paint();
  }

  /* Into the hold, or out of it with the seconds that were held. */
  #goOn() {
    const player = this.#player;
    if (player.piece.kind !== "work") {
      player.next(moment());
      this.#keep();
      return this.#tick();
    }
    const { entryId, round, sides, measure, amount, unitSeconds } = player.piece;
    const held = unitSeconds ? amount : Math.floor(player.spent);
    this.#stop();
    if (!held) return undefined;
    this.#coach.give("done");
    this.#done = { entryId, round, side: sides[0] };
    const detail = { ...this.#done, measure, amount: held };
    return this.dispatchEvent(new CustomEvent("hold:done", { bubbles: true, detail }));
  }

  #pressed(value) {
    if (value === "start") return this.#begin();
    if (!this.#player || !value) return undefined;
    this.#player.look(moment());
    if (value === "cancel") {
      this.#stop();
      return this.#parts.get("start").focus();
    }
    if (value === "main" && this.#player.running) return this.#goOn();
    this.#player.toggle(moment());
    announce(say(this.#player.running ? "run.going" : "run.paused"));
    this.#keep();
    return this.#tick();
  }

  #paint() {
    const player = this.#player;
    const { running, piece } = player;
    this.#coach.stayAwake(running);
    const face = faceOf(player);
    const finishing = { icon: "check", text: say(`hold.log.${piece.sides[0]}`) };
    const pausing = { icon: running ? "pause" : "play", text: say(running ? "run.pause" : "run.resume") };
    this.#parts.write({ what: running ? face.what : say("run.paused"), time: face.number });
    this.#parts.marks("mark", face.mark);
    this.#parts.fill("dial", piece.kind === "work" ? share(player.timer) : 0);
    this.#parts.button("pause", pausing, { bare: true });
    this.#parts.button("main", running && piece.kind === "work" ? finishing : face.main);
  }

  #keep() {
    if (!this.#player?.piece) return;
    const { entryId, round, sides, amount } = this.#player.piece;
    const after = this.#player.pieces[0].kind === "switch";
    const kept = { key: `${entryId}:${round}:${sides[0]}`, amount, after, place: this.#player.place };
    lightly(this.#store.keep(KEPT, kept));
  }
}

const keyOf = ({ entryId, round, side }) => `${entryId}:${round}:${side}`;

customElements.define("hold-timer", HoldTimer);
