/* <log-routines>: every routine this phone knows, today's first. */

import { kept } from "../lib/toast.js";
import { copy, part } from "../lib/copy.js";
import { poster } from "../lib/pieces.js";
import { go } from "../lib/router.js";
import { todays } from "../lib/weekdays.js";
import { say } from "../lib/words.js";
import { archiveRoutine, curatedRoutines, ownRoutines, startable } from "../offline/routines.js";
import { startRoutine } from "../offline/training.js";
import { lineOf } from "./routine-line.js";

class LogRoutines extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.store.addEventListener("change", ({ detail }) => concerns(detail) && this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #show() {
    const [own, curated] = await Promise.all([ownRoutines(this.store), curatedRoutines()].map(settled));
    if (!this.isConnected) return;
    const trouble = part(this, "trouble");
    trouble.hidden = curated !== null;
    if (!curated) trouble.textContent = say("routines.no-catalogue");
    const kept = (own ?? []).filter((each) => !each.archived);
    const planned = kept.filter(({ weekdays }) => weekdays.includes(todays()));
    this.#fill("planned", planned, (routine, index) => this.#card(routine, { primary: index === 0 }));
    this.#fill("own", kept.filter((each) => !planned.includes(each)), (routine) => this.#card(routine));
    this.#fill("curated", curated ?? [], (routine) => this.#card(routine));
    this.#fill("archived", (own ?? []).filter((each) => each.archived), (routine) => this.#archived(routine));
    part(part(this, "archived"), "count").textContent = say("routines.archived", { count: (own ?? []).length - kept.length });
    part(this, "none").hidden = kept.length > 0;
    part(this, "new").classList.toggle("button--primary", !planned.length);
  }

  #fill(name, routines, made) {
    const section = part(this, name);
    section.hidden = !routines.length;
    part(section, "rows").replaceChildren(...routines.map(made));
  }

  #card(routine, { primary = false } = {}) {
    const card = copy("routine-card", { title: routine.title, line: lineOf(routine) });
    const about = part(card, "about");
    about.href = routine.own ? `#routine/${routine.id}` : `/routines/${routine.slug}/`;
    const picture = poster(routine.items[0]?.drill ?? null);
    part(card, "picture").replaceWith(picture);
    for (const what of card.querySelectorAll('[data-part="what"]')) what.textContent = ` ${routine.title}`;
    part(card, "start").classList.toggle("button--primary", primary);
    part(card, "start").addEventListener("click", () => this.#start(routine, "workout"));
    part(card, "play").addEventListener("click", () => this.#start(routine, "run"));
    const change = part(card, "change");
    change.hidden = routine.own;
    change.href = `#routine/new?from=${routine.slug}`;
    return card;
  }

  #archived(routine) {
    const row = copy("routine-archived", { title: routine.title, line: lineOf(routine), what: ` ${routine.title}` });
    part(row, "about").href = `#routine/${routine.id}`;
    part(row, "restore").addEventListener("click", () => kept(archiveRoutine(this.store, routine.id, false)));
    return row;
  }

  #start(routine, screen) {
    return kept(startRoutine(this.store, startable(routine)).then((id) => go(`${screen}/${id}`)));
  }
}

const concerns = ({ keys }) => !keys || keys.some(([type]) => type === "routine" || type === "item");

/** The one may be there without the other: no signal yet for the catalogue's. */
const settled = (promise) => promise.catch((error) => {
  if (error instanceof TypeError) return null;
  throw error;
});

customElements.define("log-routines", LogRoutines);
