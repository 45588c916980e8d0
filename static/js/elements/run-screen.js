/* The screen of <log-run>, filled in from what run-face.js says. */

import "./run-figure.js";
import { say } from "../lib/words.js";
import { Parts } from "./parts.js";
import { faceOf, ringOf } from "./run-face.js";

export class RunScreen {
  #parts;

  constructor(root, workoutId) {
    this.#parts = new Parts(root);
    this.#parts.get("leave").href = `#workout/${workoutId}`;
  }

  show(player, note) {
    const parts = this.#parts;
    const figure = parts.get("figure");
    const face = faceOf(player, { caption: figure.caption, note });
    parts.get("play").hidden = false;
    this.#show(figure, player, face.side);
    parts.write({ place: face.place, "time-left": face.timeLeft, title: face.title, cue: face.cue, what: face.what });
    parts.write({ number: face.number, of: face.of, "then-what": face.then.what, "then-amount": face.then.amount });
    parts.get("then-done").hidden = !face.then.done;
    parts.marks("mark", face.mark);
    parts.marks("then-mark", face.then.mark, { spoken: true });
    parts.button("main", face.main);
    parts.button("forward", face.forward, { bare: true });
    for (const [side, { share, done = false }] of Object.entries(ringOf(player))) {
      parts.fill(`ring-${side}`, share, { "ring__part--done": done });
    }
  }

  sound(quiet) {
    this.#parts.get("sound").setAttribute("aria-pressed", String(!quiet));
    this.#parts.get("sound-on").hidden = quiet;
    this.#parts.get("sound-off").hidden = !quiet;
  }

  /** Nothing to play (any more), and where to go from here. */
  end(reason, address) {
    const words = { "end-title": say(`run.${reason}.title`), "end-text": say(`run.${reason}.text`) };
    this.#parts.write({ ...words, "end-link": say(`run.${reason}.link`), place: "", "time-left": "" });
    this.#parts.get("end-link").href = `#${address}`;
    this.#parts.get("play").hidden = true;
    this.#parts.get("end").hidden = false;
  }

  /* The film begins anew with each piece, each rep of alternating sides, and after a pause. */
  #show(figure, { piece, running }, side) {
    figure.show(piece.drill, side);
    if (!this.#parts.changes("figure", `${piece.key} ${piece.sides.length > 1 ? side : ""} ${running}`)) return;
    if (running) figure.play();
    else figure.still();
  }
}
