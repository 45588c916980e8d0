/* <log-bands>: the five bands that everybody has and one's own, changed in place. */

import { copy, part } from "../lib/copy.js";
import { newId } from "../lib/ids.js";
import { kept, toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { archiveBand, saveBand } from "../offline/arranging.js";
import { bandsOf, preferencesOf } from "../offline/workouts.js";
import { bandForm, showBand } from "./band-row.js";

const MOST_LEVEL = 20;

class LogBands extends HTMLElement {
  #teardown = null;
  #rows = new Map();
  #bands = [];
  #new = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    part(this, "new").addEventListener("click", () => this.#add(), { signal });
    this.store.addEventListener("change", ({ detail: { keys } }) => isNews(keys) && this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #show() {
    const [bands, { units }] = await Promise.all([bandsOf(this.store), preferencesOf(this.store)]);
    this.#bands = bands;
    this.unit = units;
    if (bands.some(({ id }) => id === this.#new?.id)) this.#new = null;
    const current = [...bands.filter((band) => !band.archived), ...(this.#new ? [this.#new] : [])];
    const rows = current.map((band) => this.#row(band));
    const list = part(this, "current");
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    if (list.children.length !== rows.length || rows.some((row, index) => list.children[index] !== row)) {
      list.replaceChildren(...rows);
      focused?.focus({ preventScroll: true });
    }
    const archived = bands.filter((band) => band.archived);
    part(this, "put-away").hidden = !archived.length;
    part(this, "archived").replaceChildren(...archived.map((band) => this.#archived(band)));
  }

  #row(band) {
    const row = this.#rows.get(band.id) ?? this.#made(band.id);
    showBand(row, { ...band, name: band.name || say("bands.new") }, this.unit);
    return row;
  }

  #made(id) {
    const row = copy("band-row");
    this.#rows.set(id, row);
    row.querySelector("details").addEventListener("toggle", () => {
      const place = part(row, "form");
      if (!place.firstElementChild) place.append(this.#form(id));
    });
    return row;
  }

  #form(id) {
    const form = bandForm(this.#band(id), this.unit, (look) => kept(saveBand(this.store, { id, ...look })));
    part(form, "archive").addEventListener("click", () => kept(this.#archive(id)));
    return form;
  }

  #band(id) {
    return this.#bands.find((band) => band.id === id) ?? this.#new;
  }

  /* It is kept once it has a name. */
  async #add() {
    const level = Math.min(MOST_LEVEL, Math.max(0, ...this.#bands.map((band) => band.level)) + 1);
    this.#new ??= { id: newId(), name: "", colour: "grey", level, pull_kg: null, archived: false };
    const { id } = this.#new;
    await this.#show();
    const details = this.#rows.get(id).querySelector("details");
    details.open = true;
    const place = part(details, "form");
    if (!place.firstElementChild) place.append(this.#form(id));
    part(place, "name").focus();
  }

  async #archive(id) {
    if (id === this.#new?.id) {
      this.#new = null;
      return this.#show();
    }
    const band = this.#band(id);
    await archiveBand(this.store, band);
    this.#rows.get(id).querySelector("details").open = false;
    toast(say("bands.archived", { band: band.name }), { undo: () => archiveBand(this.store, band, false) });
    part(this, "new").focus();
  }

  #archived(band) {
    const row = copy("band-archived", { what: `: ${band.name}` });
    showBand(row, band, this.unit);
    part(row, "restore").addEventListener("click", () => kept(archiveBand(this.store, band, false)));
    return row;
  }
}

const isNews = (keys) => !keys || keys.some(([type]) => type === "band" || type === "preference");

customElements.define("log-bands", LogBands);
