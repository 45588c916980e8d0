/* <log-run>: plays a workout hands-free. What is finished is written at once; the place is kept on this phone. */

import { announce } from "../lib/announce.js";
import { moment } from "../lib/clock.js";
import { go } from "../lib/router.js";
import { toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { pause } from "../domain/countdown.js";
import { Player } from "../domain/player.js";
import { setsOf } from "../domain/run-plan.js";
import { loadRun, logSets, placeName } from "../offline/run.js";
import { Coach, lightly } from "./coach.js";
import { announcementOf } from "./run-face.js";
import { RunScreen } from "./run-screen.js";

const TICK_MS = 200;
const KEEP_MS = 5_000;

class LogRun extends HTMLElement {
  #teardown = null;
  #coach = null;
  #player = null;
  #screen = null;
  #busy = false;
  #note = "";
  #unit = "kg";
  #kept = 0;

  async connectedCallback() {
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    const id = this.address[1];
    this.#screen = new RunScreen(this, id);
    this.#coach = new Coach(this.store);
    const [run, place] = await Promise.all([loadRun(this.store, id), this.store.kept(placeName(id)), this.#coach.open()]);
    if (signal.aborted) return;
    this.#screen.sound(this.#coach.quiet);
    if (!run?.pieces.length) return this.#screen.end(run ? "empty" : "gone", run ? `workout/${id}` : "start");
    this.#unit = run.workout.preferences.units;
    this.#player = new Player(run.pieces, moment(), place);
    if (!this.#player.piece) return this.#screen.end("done", `finish/${id}`);
    this.addEventListener("click", (event) => this.#pressed(event.target.closest("button")?.dataset.part), { signal });
    this.store.addEventListener("change", ({ detail }) => this.#changed(detail), { signal });
    document.addEventListener("visibilitychange", () => this.#keep(), { signal });
    const ticks = setInterval(() => this.#tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(ticks));
    this.#tick();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#coach?.stayAwake(false);
    if (!this.#player?.piece) return;
    // Whoever goes to look at the list comes back to this second.
    this.#player.timer = pause(this.#player.timer, moment());
    this.#keep();
  }

  async #tick() {
    if (this.#busy || this.#teardown.signal.aborted) return;
    if (!this.#player.piece) return this.#over();
    const { cues, over, away } = this.#player.look(moment());
    if (away) this.#note = say("run.away");
    for (const { tone, say: words, opens } of cues) {
      this.#coach.give(tone);
      if (opens) announce(announcementOf(this.#player));
      else if (words) announce(say(words));
    }
    if (over) await this.#finish();
    if (Date.now() - this.#kept > KEEP_MS) this.#keep();
    this.#paint();
  }

  /* What was done is written before the run goes on; if the phone will not keep it, it waits here. */
  async #finish({ early = false } = {}) {
    const { piece, spent } = this.#player;
    if (piece.kind === "work" && !(await this.#log(piece, early ? spent : piece.seconds))) return;
    this.#player.next(moment());
    this.#note = "";
    this.#keep();
  }

  async #log(piece, spent) {
    this.#busy = true;
    try {
      piece.done = (await logSets(this.store, piece, setsOf(piece, spent), { unit: this.#unit })) > 0 || piece.done;
      return true;
    } catch (refusal) {
      if (refusal.name !== "StorageError") throw refusal;
      if (this.#player.running) this.#player.toggle(moment());
      toast(say("error.storage"), { danger: true });
      return false;
    } finally {
      this.#busy = false;
    }
  }

  async #pressed(name) {
    if (name === "sound") return this.#switchSound();
    if (!name || this.#busy || !this.#player.piece) return;
    this.#player.look(moment());
    this.#note = "";
    await this.#act(name, this.#player);
    this.#keep();
    this.#tick();
  }

  /* The large button, and the one at its right: what they do is written on them (run-face.js). */
  async #act(name, player) {
    const { running, piece } = player;
    const works = piece.kind === "work";
    if (name === "back") player.back(moment());
    else if (name === "forward" && (!running || piece.untimed)) player.skip(moment());
    else if (running && works === (name === "forward" || piece.untimed)) await this.#finish({ early: true });
    else this.#toggle(player);
  }

  #toggle(player) {
    player.toggle(moment());
    if (!player.running) this.#note = say("run.paused");
    announce(say(player.running ? "run.going" : "run.paused"));
  }

  #switchSound() {
    this.#coach.switchSound();
    this.#screen.sound(this.#coach.quiet);
  }

  async #changed({ keys, source }) {
    if (source === "here" || keys?.every(([type]) => type === "kept")) return;
    const run = await loadRun(this.store, this.address[1]);
    if (run && this.isConnected) this.#player.replan(run.pieces, moment());
  }

  #paint() {
    if (!this.#player.piece) return this.#over();
    this.#coach.stayAwake(this.#player.running);
    this.#screen.show(this.#player, this.#note);
  }

  #over() {
    const [, id] = this.address;
    this.#teardown.abort();
    this.#coach.give("finish");
    this.#screen.end("done", `finish/${id}`);
    lightly(this.store.keep(placeName(id), undefined));
    announce(say("run.done.title"));
    go(`finish/${id}/now`, { instead: true });
  }

  #keep() {
    this.#kept = Date.now();
    if (this.#player?.piece) lightly(this.store.keep(placeName(this.address[1]), this.#player.place));
  }
}

customElements.define("log-run", LogRun);
