/* <moving-figure data-light="…" data-dark="…" data-round-seconds="4">: starts as a poster; once the page is there and motion is
   welcome, the moving drawing takes its place. Pause goes back to the poster, mirror shows the other leg. */

const CAPTION_STEP_MS = 200;

class MovingFigure extends HTMLElement {
  #teardown = null;
  #posters = new Map();
  #began = 0;
  #printed = false;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    for (const image of this.querySelectorAll("img")) this.#posters.set(image, image.src);
    this.#part("tools").hidden = false;
    this.#part("pause").addEventListener("click", () => (this.#moving ? this.#stop() : this.#start()), { signal });
    this.#part("mirror")?.addEventListener("click", () => this.#mirror(), { signal });
    // On paper the poster says it all; a film would stop wherever it happens to be.
    addEventListener("beforeprint", () => this.#print(), { signal });
    addEventListener("afterprint", () => this.#printed && this.#start(), { signal });
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    calm.addEventListener("change", () => calm.matches && this.#stop(), { signal });
    this.#show(false);
    if (calm.matches) return;
    // The poster is what a reader waits for; the film comes after it.
    if (document.readyState === "complete") this.#start();
    else addEventListener("load", () => this.#start(), { once: true, signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
    clearInterval(this.#captions);
  }

  #captions = 0;

  get #moving() {
    return this.hasAttribute("data-moving");
  }

  #start() {
    for (const image of this.#posters.keys()) {
      image.src = image.matches(".figure__dark") ? this.dataset.dark : this.dataset.light;
      image.addEventListener("load", () => (this.#began = performance.now()), { once: true });
    }
    this.#began = performance.now();
    this.#show(true);
  }

  #stop() {
    for (const [image, poster] of this.#posters) image.src = poster;
    this.#show(false);
  }

  #print() {
    this.#printed = this.#moving;
    if (this.#moving) this.#stop();
  }

  #show(moving) {
    this.toggleAttribute("data-moving", moving);
    this.#part("pause").setAttribute("aria-label", moving ? this.dataset.pause : this.dataset.play);
    this.#part("when-moving").hidden = !moving;
    this.#part("when-still").hidden = moving;
    const captions = this.#part("captions");
    if (!captions) return;
    clearInterval(this.#captions);
    for (const line of captions.children) line.hidden = true;
    if (moving) this.#captions = setInterval(() => this.#caption(captions), CAPTION_STEP_MS);
  }

  #caption(captions) {
    const seconds = ((performance.now() - this.#began) / 1000) % Number(this.dataset.roundSeconds);
    const lines = [...captions.children];
    const now = lines.findLast((line) => Number(line.dataset.atSeconds) <= seconds) ?? lines.at(-1);
    for (const line of lines) line.hidden = line !== now;
  }

  #mirror() {
    const mirrored = this.querySelector(".figure").classList.toggle("figure--mirrored");
    this.#part("mirror").setAttribute("aria-pressed", String(mirrored));
    this.#part("drawn").hidden = mirrored;
    this.#part("mirrored").hidden = !mirrored;
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

customElements.define("moving-figure", MovingFigure);
