/* <rest-dock>: the rest after a set. It starts by itself when its screen says "set-logged", goes on after a reload, and
   says when it is over. */

import { announce } from "../lib/announce.js";
import { moment } from "../lib/clock.js";
import { say } from "../lib/words.js";
import { showClock } from "../domain/amounts.js";
import { extend, isOver, look, share, shownSeconds, spentSeconds, startCountdown } from "../domain/countdown.js";
import { cuesOf, dueCues } from "../domain/cues.js";
import { Coach, lightly } from "./coach.js";
import { Parts } from "./parts.js";

const TICK_MS = 200;
const KEPT = "rest";
// So long it is shown that the rest is over, if nobody goes on.
const OVER_SECONDS = 10;

class RestDock extends HTMLElement {
  #teardown = null;
  #rest = null;
  #store = null;
  #coach = null;
  #place = "";
  #parts = new Parts(this);

  async connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.hidden = true;
    this.replaceChildren(document.getElementById("rest-dock").content.cloneNode(true));
    const screen = this.closest("[class~=logger]");
    this.#store = screen.store;
    this.#place = screen.address[1];
    this.#coach = new Coach(this.#store);
    this.addEventListener("click", (event) => this.#pressed(event.target.closest("button")?.value), { signal });
    screen.addEventListener("set-logged", ({ detail }) => this.#logged(detail), { signal });
    const ticks = setInterval(() => this.#tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(ticks));
    const [kept] = await Promise.all([this.#store.kept(KEPT), this.#coach.open()]);
    if (signal.aborted || this.#rest || kept?.place !== this.#place) return;
    const timer = look(kept.timer, moment());
    if (!isOver(timer)) this.#show({ ...kept, timer, heard: spentSeconds(timer) });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
    this.#coach?.stayAwake(false);
  }

  /* next: the side that comes after it, or the name of another drill; neither where all planned sets are done. */
  #logged({ restSeconds, next }) {
    if (!restSeconds) return this.#stop();
    this.#show({ timer: startCountdown(restSeconds, moment()), heard: -1, place: this.#place, next });
    this.#keep();
  }

  #show(rest) {
    this.#rest = rest;
    this.hidden = false;
    this.dataset.running = "";
    this.#coach.stayAwake(true);
    this.#tick();
  }

  #stop() {
    if (!this.#rest) return;
    this.#rest = null;
    this.hidden = true;
    delete this.dataset.running;
    this.#coach.stayAwake(false);
    lightly(this.#store.keep(KEPT, undefined));
  }

  #tick() {
    const rest = this.#rest;
    if (!rest) return;
    const wasOver = isOver(rest.timer);
    rest.timer = look(rest.timer, moment());
    const spent = spentSeconds(rest.timer);
    const cues = cuesOf({ kind: "rest", seconds: rest.timer.total / 1000 });
    for (const { tone, say: words, opens } of dueCues(cues, rest.heard, spent)) {
      // The set that was logged was a tap, and said.
      if (!opens) this.#coach.give(tone);
      if (words) announce(say(words));
    }
    rest.heard = spent;
    if (isOver(rest.timer) && !wasOver) this.#end(rest);
    if (rest.timer.spent - rest.timer.total > OVER_SECONDS * 1000) this.#stop();
    else this.#paint(rest);
  }

  #end(rest) {
    delete this.dataset.running;
    this.#coach.give("start");
    announce(`${say("rest.over")} ${nowWords(rest.next)}`.trim());
    lightly(this.#store.keep(KEPT, undefined));
  }

  #paint(rest) {
    const over = isOver(rest.timer);
    this.#parts.write({ time: showClock(shownSeconds(rest.timer)), what: over ? say("rest.over") : this.#next(rest) });
    this.#parts.fill("dial", 1 - share(rest.timer));
    this.classList.toggle("rest-dock--over", over);
  }

  #next({ next: { side, name } }) {
    if (name) return say("rest.then", { name });
    return say(`run.rest.${side ?? "both"}`);
  }

  #pressed(value) {
    if (!this.#rest || !value) return;
    if (value === "skip") return this.#stop();
    this.#rest.timer = extend(this.#rest.timer, Number(value), moment());
    this.#rest.heard = spentSeconds(this.#rest.timer);
    this.dataset.running = "";
    this.#keep();
    this.#tick();
  }

  #keep() {
    lightly(this.#store.keep(KEPT, this.#rest));
  }
}

function nowWords({ side, name }) {
  if (name) return say("said.next", { drill: name });
  return side ? say(`said.now.${side}`) : "";
}

customElements.define("rest-dock", RestDock);
