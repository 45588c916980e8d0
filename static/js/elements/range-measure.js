/* <range-measure>: up to three tries at one side, read off the phone or typed. It says "range:tried" {side, trials} for each
   try and "range:next" when this side is done; range-dial.js draws. */

import { median, usualOf } from "../domain/range.js";
import { announce } from "../lib/announce.js";
import { part } from "../lib/copy.js";
import { write } from "../lib/dom.js";
import { sound } from "../lib/sound.js";
import { say } from "../lib/words.js";
import { Inclinometer } from "./inclinometer.js";
import { directionOf, drawScale, dress, turnTo } from "./range-dial.js";
import "./number-stepper.js";

const TRIES = 3;

class RangeMeasure extends HTMLElement {
  #teardown = null;
  #phone = new Inclinometer();
  #check = null;
  #trials = [];
  #place = 0;
  #typing = false;
  #tilt = "";

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    const press = (name, act) => part(this, name).addEventListener("click", act, { signal });
    drawScale(part(this, "dial"));
    press("main", () => this.#press());
    press("zero-again", () => this.#setZero());
    press("other-way", () => this.#type(!this.#typing));
    press("enough", () => this.#next());
    press("trials", (event) => this.#again(event.target.closest("button")));
    part(this, "typed").addEventListener("input", () => this.#draw(), { signal });
    document.addEventListener("visibilitychange", () => this.#phone.rest(), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /** check: {movement, position, active, device, side}. tilt: "granted", "refused", "absent", or "" where no phone measures. */
  begin(check, { trials, tilt, quiet }) {
    this.quiet = quiet;
    this.#check = check;
    this.#trials = [...trials];
    this.#place = trials.length;
    this.#phone.begin(check);
    if (tilt === "granted" && this.#tilt !== tilt) this.#listen();
    this.#tilt = tilt;
    dress(part(this, "dial"), { ...check, usual: usualOf(check) });
    part(this, "grey").hidden = !usualOf(check);
    this.#type(tilt !== "granted");
  }

  #listen() {
    const first = () => {
      this.#show();
      requestAnimationFrame((at) => this.#frame(at));
    };
    const nothing = () => {
      this.#tilt = "absent";
      this.#type(true);
    };
    this.#phone.listen({ first, nothing }, this.#teardown.signal);
  }

  #frame(at) {
    if (!this.isConnected) return;
    requestAnimationFrame((next) => this.#frame(next));
    if (this.#typing || !this.#phone.zeroed || this.#place >= TRIES) return;
    const { share, degrees } = this.#phone.look(at, this.#trials.at(-1));
    part(this, "hold").style.setProperty("--share", share.toFixed(2));
    this.#draw();
    if (share === 1) this.#keep(degrees, { byItself: true });
  }

  get #empty() {
    return this.#typing && part(this, "typed").value === "";
  }

  #mode() {
    if (this.#place >= TRIES) return "next";
    if (this.#typing) return "keep";
    if (!this.#phone.ready) return "wait";
    return this.#phone.zeroed ? "keep" : "zero";
  }

  #angle() {
    if (this.#mode() === "next") return { degrees: median(this.#trials), opposite: false };
    if (this.#typing) return { degrees: part(this, "typed").valueAsNumber || 0, opposite: false };
    return this.#phone.angle();
  }

  /* Many times a second: only what moves. Nothing here is read out. */
  #draw() {
    const mode = this.#mode();
    const { degrees, opposite } = this.#angle();
    turnTo(part(this, "dial"), degrees, (opposite ? -1 : 1) * directionOf(this.#check));
    const shown = mode === "next" ? degrees : Math.round(degrees);
    write(part(this, "degrees"), mode === "wait" || mode === "zero" ? "–" : `${shown}°`);
    if (mode === "keep") write(part(this, "main"), this.#empty ? say("range.do.empty") : say("range.keep", { degrees: shown }));
    // What turns the other way is no reading of this movement.
    part(this, "main").ariaDisabled = mode === "wait" || opposite ? "true" : null;
    write(part(this, "say"), this.#instruction(mode, opposite));
  }

  #instruction(mode, opposite) {
    const { movement, position, device } = this.#check;
    if (mode === "wait") return say("range.waiting");
    if (mode === "zero") return say(position === "prone" ? "range.zero.up" : "range.zero.down");
    if (mode === "next") return say("range.side-done");
    if (opposite) return say(`range.opposite.${movement}`);
    const turn = say(`range.turn.${movement}`);
    return this.#typing && device !== "phone" ? `${turn} ${say("range.read-off")}` : turn;
  }

  /* What changes with a press. */
  #show() {
    const mode = this.#mode();
    const next = say(`range.next.${this.#check.side}`);
    if (mode !== "keep") write(part(this, "main"), mode === "next" ? next : say(`range.do.${mode}`));
    write(part(this, "enough"), next);
    write(part(this, "other-way"), say(this.#typing ? "range.do.sensor" : "range.do.type"));
    const troubled = ["refused", "absent"].includes(this.#tilt);
    write(part(this, "why"), troubled ? say(`range.tilt.${this.#tilt}`) : "");
    const hidden = {
      typing: !this.#typing || mode === "next",
      degrees: this.#typing && mode !== "next",
      "zero-again": this.#typing || mode !== "keep",
      enough: !this.#trials.length || mode === "next",
      "other-way": this.#tilt !== "granted" || mode === "next",
      why: !troubled,
    };
    for (const [name, hides] of Object.entries(hidden)) part(this, name).hidden = hides;
    [...part(this, "trials").children].forEach((trial, index) => this.#showTrial(trial, index));
    this.#draw();
  }

  #showTrial(trial, index) {
    const degrees = this.#trials[index];
    trial.classList.toggle("trial--now", index === this.#place);
    trial.disabled = degrees === undefined;
    write(part(trial, "number"), degrees === undefined ? "–" : `${degrees}°`);
  }

  #type(typing) {
    this.#typing = typing;
    this.#phone.rest();
    const field = part(this, "typed");
    // Nothing is kept that nobody read: the first one is typed, or stepped to from a usual angle.
    if (typing) field.value = String(this.#trials.at(-1) ?? "");
    field.dispatchEvent(new Event("input"));
    this.#show();
  }

  #press() {
    const mode = this.#mode();
    if (mode === "zero") this.#setZero();
    if (mode === "next") this.#next();
    const { degrees, opposite } = this.#angle();
    if (mode === "keep" && !opposite && (!this.#typing || part(this, "typed").reportValidity())) this.#keep(degrees);
  }

  #setZero() {
    this.#phone.setZero();
    announce(say("range.said.zero"));
    this.#show();
  }

  #keep(exact, { byItself = false } = {}) {
    const { side } = this.#check;
    const degrees = Math.round(exact);
    announce(say("range.said.kept", { side: say(`Side.${side}`), n: this.#place + 1, degrees }));
    this.#trials[this.#place] = degrees;
    this.#place = this.#trials.length;
    this.#phone.kept();
    part(this, "hold").style.setProperty("--share", "0");
    if (byItself) sound("done", { quiet: this.quiet });
    this.dispatchEvent(new CustomEvent("range:tried", { bubbles: true, detail: { side, trials: [...this.#trials] } }));
    this.#show();
  }

  #again(trial) {
    if (!trial) return;
    this.#place = [...part(this, "trials").children].indexOf(trial);
    this.#phone.rearm();
    announce(say("range.said.again", { n: this.#place + 1 }));
    this.#show();
  }

  #next() {
    this.dispatchEvent(new CustomEvent("range:next", { bubbles: true }));
  }
}

customElements.define("range-measure", RangeMeasure);
