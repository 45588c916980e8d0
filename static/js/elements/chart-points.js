/* <chart-points data-label="…">: leads from day to day of a chart by tap, drag or arrow key. It knows the days by the rows of the
   chart's table: data-at, how far across the picture, and data-reading, the day in words. Without it the table says all. */

import { make, part } from "../lib/dom.js";

const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

class ChartPoints extends HTMLElement {
  #teardown = null;
  #days = [];
  #place = 0;
  #slider = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#days = [...this.querySelectorAll("[data-at]")]
      .map(({ dataset }) => ({ across: Number(dataset.at), reading: dataset.reading }))
      .reverse();
    if (this.#days.length === 0) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.#slider = make("div", "chart-points__slider");
    const facts = { role: "slider", tabindex: 0, "aria-label": this.dataset.label, "aria-valuemin": 1 };
    for (const [name, value] of Object.entries(facts)) this.#slider.setAttribute(name, value);
    this.#slider.setAttribute("aria-valuemax", this.#days.length);
    this.#name(this.#days.length - 1);
    part(this, "plot").append(this.#slider);
    part(this, "reading").hidden = false;
    this.#slider.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#slider.addEventListener("pointerdown", (event) => this.#point(event), { signal });
    this.#slider.addEventListener("pointermove", (event) => event.buttons && this.#point(event), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
    this.#slider?.remove();
  }

  #key(event) {
    const last = this.#days.length - 1;
    const places = { Home: 0, End: last };
    const place = places[event.key] ?? this.#place + (STEPS[event.key] ?? Number.NaN);
    if (Number.isNaN(place) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // The first key shows the day that is named already.
    this.#show(this.hasAttribute("data-shown") || event.key in places ? Math.min(Math.max(place, 0), last) : this.#place);
    // The slider says it itself.
    part(this, "reading").removeAttribute("aria-live");
  }

  #point({ clientX }) {
    const svg = this.querySelector("svg");
    const { left, width } = svg.getBoundingClientRect();
    const across = ((clientX - left) / width) * svg.viewBox.baseVal.width;
    const apart = this.#days.map((day) => Math.abs(day.across - across));
    part(this, "reading").setAttribute("aria-live", "polite");
    this.#show(apart.indexOf(Math.min(...apart)));
  }

  #show(place) {
    this.#name(place);
    this.toggleAttribute("data-shown", true);
    part(this, "cursor").setAttribute("transform", `translate(${this.#days[place].across})`);
    part(this, "reading").textContent = this.#days[place].reading;
  }

  #name(place) {
    this.#place = place;
    this.#slider.setAttribute("aria-valuenow", place + 1);
    this.#slider.setAttribute("aria-valuetext", this.#days[place].reading);
  }
}

customElements.define("chart-points", ChartPoints);
