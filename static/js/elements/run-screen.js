/* The parts of <log-run>, filled in from what run-face.js says. Only what changed is touched: it is called five times a second. */

import "./run-figure.js";
import { icon } from "../lib/icons.js";
import { say } from "../lib/words.js";
import { faceOf, ringOf } from "./run-face.js";

export class RunScreen {
  #root;
  #shown = new Map();

  constructor(root, workoutId) {
    this.#root = root;
    this.#part("leave").href = `#workout/${workoutId}`;
  }

  show(player, note) {
    const figure = this.#part("figure");
    const face = faceOf(player, { caption: figure.caption, note });
    this.#part("play").hidden = false;
    this.#figure(figure, player, face.side);
    this.#write({ place: face.place, "time-left": face.timeLeft, title: face.title, cue: face.cue, what: face.what });
    this.#write({ number: face.number, of: face.of, "then-what": face.then.what, "then-amount": face.then.amount });
    this.#part("then-done").hidden = !face.then.done;
    this.#marks("mark", face.mark);
    this.#marks("then-mark", face.then.mark);
    this.#button("main", face.main, () => [icon(face.main.icon), face.main.text]);
    this.#button("forward", face.forward, () => [icon(face.forward.icon)]);
    this.#part("forward").setAttribute("aria-label", face.forward.text);
    for (const [side, half] of Object.entries(ringOf(player))) this.#ring(this.#part(`ring-${side}`), half);
  }

  sound(quiet) {
    this.#part("sound").setAttribute("aria-pressed", String(!quiet));
    this.#part("sound-on").hidden = quiet;
    this.#part("sound-off").hidden = !quiet;
  }

  /** Nothing to play (any more), and where to go from here. */
  end(reason, address) {
    this.#part("play").hidden = true;
    this.#part("end").hidden = false;
    this.#write({ place: "", "time-left": "", "end-title": say(`run.${reason}.title`), "end-text": say(`run.${reason}.text`) });
    const link = this.#part("end-link");
    link.textContent = say(`run.${reason}.link`);
    link.href = `#${address}`;
  }

  /* It begins anew with each piece, each rep of alternating sides, and after a pause. */
  #figure(figure, player, side) {
    figure.show(player.piece.drill, side);
    const state = `${player.piece.key} ${player.piece.sides.length > 1 ? side : ""} ${player.running}`;
    if (!this.#changes("figure", state)) return;
    if (player.running) figure.play();
    else figure.still();
  }

  #ring(half, { share, done = false }) {
    half.style.setProperty("--r-share", share.toFixed(1));
    half.classList.toggle("ring__part--done", done);
    half.classList.toggle("ring__part--empty", share < 0.1);
  }

  #write(texts) {
    for (const [name, text] of Object.entries(texts)) {
      if (this.#changes(name, text)) this.#part(name).textContent = text;
    }
  }

  #marks(name, sides) {
    if (!this.#changes(name, sides.join())) return;
    const marks = sides.map((side) => this.#root.querySelector(`[data-part="mark-${side}"]`)?.content.cloneNode(true));
    this.#part(name).replaceChildren(...marks.filter(Boolean));
  }

  #button(name, { icon: drawn, text }, inside) {
    if (this.#changes(name, `${drawn} ${text}`)) this.#part(name).replaceChildren(...inside());
  }

  #changes(name, value) {
    if (this.#shown.get(name) === value) return false;
    this.#shown.set(name, value);
    return true;
  }

  #part(name) {
    return this.#root.querySelector(`[data-part="${name}"]`);
  }
}
