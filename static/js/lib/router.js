/* Screens of one page, addressed by the hash: "#workout/<id>" shows <template id="log-workout">, whose one element
   gets `store` and `address` (["workout", "<id>"]) before it is connected. The back button goes back a screen. */

export class Router {
  #screens;
  #outlet;
  #store;
  #shown = null;

  /** screens: {name: () => import(its module)}; the first is where an empty or unknown address leads. */
  constructor({ screens, outlet, store }) {
    this.#screens = screens;
    this.#outlet = outlet;
    this.#store = store;
  }

  start() {
    addEventListener("hashchange", () => this.#show());
    return this.#show();
  }

  /** Fetches the screens that were not asked for yet: they are there when the signal is not. */
  warm() {
    return Promise.allSettled(Object.values(this.#screens).map((load) => load()));
  }

  async #show() {
    const address = location.hash.slice(1).split("/").map(decodeURIComponent);
    const name = address[0] in this.#screens ? address[0] : Object.keys(this.#screens)[0];
    const turn = (this.#shown = Symbol(name));
    await this.#screens[name]();
    // Somebody went on while the module was fetched.
    if (turn !== this.#shown) return;
    const template = document.getElementById(`log-${name}`);
    const screen = document.importNode(template.content, true).firstElementChild;
    customElements.upgrade(screen);
    screen.store = this.#store;
    screen.address = address;
    // A screen for training alone has no bar and no rail, a wide one the whole page. Classes, since a :has() would be
    // asked again at every tap.
    for (const trait of ["alone", "wide"]) {
      document.body.classList.toggle(`is-${trait}`, screen.classList.contains(`screen-${trait}`));
    }
    this.#outlet.replaceChildren(screen);
    scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  }
}

/** Go to a screen; `instead` leaves no step back to the one that is left. */
export function go(address, { instead = false } = {}) {
  const url = `#${address}`;
  if (!instead) location.hash = url;
  else {
    history.replaceState(null, "", url);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }
}
