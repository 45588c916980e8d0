/* <drill-filter> around the search form and its results: asks for the same page the form would open and swaps in
   the parts that changed. The address always says what is shown, so that back, reload and sharing work. */

const PAUSE_MS = 180;

class DrillFilter extends HTMLElement {
  #teardown = null;
  #request = null;
  #timer = 0;
  #typing = false;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.classList.add("drill-filter--live");
    this.addEventListener("input", (event) => this.#changed(event), { signal });
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    addEventListener("popstate", () => this.#show(location.href, { fill: true }), { signal });
    if (this.#isAnotherList) this.#findHere(location.href);
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
    this.#request?.abort();
    clearTimeout(this.#timer);
  }

  get #form() {
    return this.querySelector("form");
  }

  /* Without signal the service worker answers every search with the whole list. */
  get #isAnotherList() {
    const asked = new URLSearchParams(location.search);
    const boxes = [...this.querySelectorAll('[type="checkbox"]')];
    const text = (asked.get("q") ?? "").trim().split(/\s+/).join(" ").slice(0, 100);
    const shown = this.querySelector('[type="search"]').defaultValue === text;
    return !shown || boxes.some((box) => box.defaultChecked !== asked.getAll(box.name).includes(box.value));
  }

  #changed(event) {
    const isSearch = event.target.type === "search";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#go(this.#asked(), isSearch), isSearch ? PAUSE_MS : 0);
  }

  #submitted(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    this.#go(this.#asked(), true);
    document.activeElement?.blur();
  }

  #clicked(event) {
    const link = event.target.closest("a");
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (!link || elsewhere || link.pathname !== this.#path) return;
    event.preventDefault();
    if (link.hash) {
      this.#closePanel();
      return;
    }
    this.#go(link.href, false, { fill: true });
  }

  #closePanel() {
    const panel = this.querySelector("details");
    panel.open = false;
    panel.querySelector("summary").focus();
  }

  get #path() {
    return new URL(this.#form.action).pathname;
  }

  #asked() {
    const url = new URL(this.#form.action);
    for (const [name, value] of new FormData(this.#form)) {
      if (value.trim()) url.searchParams.append(name, value);
    }
    return url.href;
  }

  /* One entry in the history for a whole stretch of typing, one for every other choice. */
  #go(href, typing, options) {
    if (href === location.href) return;
    if (typing && this.#typing) history.replaceState(null, "", href);
    else history.pushState(null, "", href);
    this.#typing = typing;
    this.#show(href, options);
  }

  async #show(href, { fill = false } = {}) {
    this.#request?.abort();
    this.#request = new AbortController();
    try {
      const reply = await fetch(href, { signal: this.#request.signal });
      if (!reply.ok) throw new TypeError(`${reply.status}`);
      this.#swap(new DOMParser().parseFromString(await reply.text(), "text/html"), fill);
    } catch (refusal) {
      if (refusal.name === "AbortError") return;
      // Neither on the network nor here, or a broken answer: let the browser open the page and say so.
      if (!(await this.#findHere(href))) location.assign(href);
    }
  }

  async #findHere(href) {
    const { showDrillsHere } = await import("./drills-here.js");
    const focused = sign(document.activeElement);
    const isFound = await showDrillsHere(this, href);
    if (focused && !this.contains(document.activeElement)) this.#focus(focused);
    return isFound;
  }

  #swap(page, fill) {
    this.classList.remove("drill-filter--here");
    const wasOpen = this.querySelector("details").open;
    const focused = sign(document.activeElement);
    for (const part of ["filters", "results"]) {
      this.querySelector(`[data-part="${part}"]`).replaceWith(page.querySelector(`[data-part="${part}"]`));
    }
    this.querySelector("details").open = wasOpen;
    this.querySelector('[data-part="count"]').textContent = page.querySelector('[data-part="count"]').textContent;
    if (fill) this.querySelector('[type="search"]').value = page.querySelector('[type="search"]').value;
    if (focused && !this.contains(document.activeElement)) this.#focus(focused);
  }

  #focus(wanted) {
    const places = [...this.querySelectorAll("input, a, summary")];
    const same = places.find((place) => sign(place) === wanted);
    (same ?? this.querySelector("summary")).focus({ preventScroll: true });
  }
}

/* What stays the same about a control when its part is swapped. */
function sign(element) {
  if (!element?.closest("drill-filter")) return "";
  if (element.name) return `${element.name}=${element.type === "checkbox" ? element.value : ""}`;
  return element.firstChild?.textContent.trim() || element.localName;
}

customElements.define("drill-filter", DrillFilter);
