/* <install-hint>: offers the home screen, once something was logged and until it is put off. Without an account what was logged is
   made safe first: the installed app may begin with a store of its own. */

import { download } from "../lib/files.js";
import { storeHere } from "../offline/here.js";

const PUT_OFF = "install-hint";

class InstallHint extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    if (this.#teardown || isInstalled() || remembered()) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.#part("later").addEventListener("click", () => this.#putOff(), { signal });
    this.#part("file")?.addEventListener("click", () => this.#saveFile(), { signal });
    this.#part("install").addEventListener("click", () => this.#install(), { signal });
    // theme.js keeps the event; it may come after this.
    addEventListener("beforeinstallprompt", () => this.#show(), { signal });
    addEventListener("appinstalled", () => this.#putOff(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #show() {
    const safari = isSafariOnPhone();
    if (!window.installPrompt && !safari) return;
    if (!(await this.#hasLogged())) return;
    this.#part("safari").hidden = !safari;
    this.#offer(this.hasAttribute("data-account"));
    this.hidden = false;
  }

  /* The button comes when nothing can be lost any more. */
  #offer(isSafe) {
    this.#part("install").hidden = !isSafe || !window.installPrompt;
  }

  async #hasLogged() {
    if (this.hasAttribute("data-account")) return true;
    const store = await storeHere();
    return Boolean(store) && (await store.latest("workout", { limit: 1 })).length > 0;
  }

  async #saveFile() {
    const store = await storeHere();
    download(await store.toFile(), `swivel-${new Date().toISOString().slice(0, 10)}.json`);
    for (const piece of this.querySelectorAll('[data-part="first"]')) piece.hidden = true;
    this.#offer(true);
  }

  async #install() {
    await window.installPrompt.prompt();
    window.installPrompt = null;
    this.#putOff();
  }

  #putOff() {
    try {
      localStorage.setItem(PUT_OFF, "no");
    } catch {
      // Storage is blocked: it will be offered again.
    }
    this.hidden = true;
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

function isInstalled() {
  return matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
}

/* Safari has no prompt of its own and wants words instead. */
function isSafariOnPhone() {
  return "standalone" in navigator;
}

function remembered() {
  try {
    return localStorage.getItem(PUT_OFF) !== null;
  } catch {
    return true;
  }
}

customElements.define("install-hint", InstallHint);
