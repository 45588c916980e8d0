/* <run-figure>: the drill as it moves, or stands still where motion is not welcome; mirrored for the other side. A drill
   that was not drawn has its position's pictogram, and the caption says what the figure shows at the moment. */

import { pictogram } from "../lib/pictogram.js";

class RunFigure extends HTMLElement {
  #drill = null;
  #images = [];
  #film = false;
  #began = 0;

  show(drill, side) {
    if (drill.id !== this.#drill?.id) this.#draw(drill);
    const { mirrors, side: drawn } = drill.moving ?? {};
    const other = Boolean(mirrors) && ["left", "right"].includes(side) && side !== drawn;
    this.firstElementChild?.classList.toggle("figure--mirrored", other);
  }

  /** From the beginning, so that it moves in time with what is counted. */
  play() {
    this.still();
    this.#began = performance.now();
    if (!this.#drill.moving || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.#film = true;
    requestAnimationFrame(() => this.#film && this.#source("moving"));
  }

  still() {
    this.#film = false;
    this.#began = 0;
    this.#source("poster");
  }

  /** Also where nothing moves: it tells the stages in their time. */
  get caption() {
    const { stages = [], seconds } = this.#drill?.moving ?? {};
    if (!this.#began || !stages.length) return "";
    const now = ((performance.now() - this.#began) / 1000) % seconds;
    return (stages.findLast((stage) => stage.at_seconds <= now) ?? stages.at(-1)).caption;
  }

  #draw(drill) {
    this.#drill = drill;
    this.#film = false;
    this.#images = drill.poster ? ["light", "dark"].map((theme) => this.#image(theme, drill.poster)) : [];
    if (!drill.poster) return this.replaceChildren(...[pictogram(drill)].filter(Boolean));
    const figure = document.createElement("span");
    figure.className = "figure";
    figure.append(...this.#images);
    this.replaceChildren(figure);
    this.#source("poster");
  }

  #image(theme, { width, height }) {
    const image = Object.assign(new Image(width, height), { loading: "lazy", decoding: "async", alt: "" });
    image.className = `figure__${theme}`;
    image.dataset.theme = theme;
    // Without signal the film may not be on this phone, and then perhaps not even the poster.
    image.addEventListener("error", () => {
      if (this.#film) this.still();
      else this.replaceChildren(...[pictogram(this.#drill)].filter(Boolean));
    });
    return image;
  }

  #source(name) {
    for (const image of this.#images) image.src = this.#drill[name][image.dataset.theme];
  }
}

customElements.define("run-figure", RunFigure);
