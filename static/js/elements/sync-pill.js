/* <sync-pill>: where what you logged is. It finds the store on the screen it stands in, or is given one. */

import { pillOf } from "../domain/status.js";
import { icon } from "../lib/icons.js";
import { say } from "../lib/words.js";

class SyncPill extends HTMLElement {
  #teardown = null;
  #shown = "";

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const store = this.store ?? this.#storeAbove();
    if (!store) return;
    const show = () => this.#show(store.status);
    store.addEventListener("status", show, { signal: this.#teardown.signal });
    show();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  #storeAbove() {
    let place = this.parentElement;
    while (place && !place.store) place = place.parentElement;
    return place?.store;
  }

  #show(status) {
    const pill = pillOf(status);
    const sign = JSON.stringify(pill);
    if (sign === this.#shown) return;
    this.#shown = sign;
    const focused = this.contains(document.activeElement);
    const box = document.createElement(pill.leads ? "a" : "span");
    box.className = pill.kind ? `sync sync--${pill.kind}` : "sync";
    if (pill.leads) box.href = "#waiting";
    const inside = document.createElement("span");
    inside.className = "sync__pill";
    inside.append(icon(pill.icon, { small: true }), say(pill.words, { count: pill.count }));
    box.append(inside);
    this.replaceChildren(box);
    if (focused && pill.leads) box.focus({ preventScroll: true });
  }
}

customElements.define("sync-pill", SyncPill);
