/* <last-time data-src="/progress/…/last/" data-drill="…">: what somebody did last time, from the server where they are
   signed in, else from this phone. The page itself is the same for everybody; this is the one part that is not. */

const ACCOUNT = "account";

class LastTime extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    this.#fill(this.#teardown.signal);
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #fill(signal) {
    if (signedInHere() && (await this.#ask(signal))) return;
    // A first visit pays for none of this: nothing was logged here yet.
    const { storeHere } = await import("../offline/here.js");
    const store = await storeHere();
    if (!store || signal.aborted) return;
    const { borrowWords } = await import("../lib/shell.js");
    await borrowWords();
    const { lastTimeHere } = await import("./last-time-here.js");
    const line = await lastTimeHere(store, this.dataset.drill);
    if (line) this.replaceChildren(line);
  }

  /* Whether the server answered: with nothing, too, where this drill was never done. */
  async #ask(signal) {
    try {
      const reply = await fetch(this.dataset.src, { signal, redirect: "manual", credentials: "same-origin" });
      if (reply.type === "opaqueredirect" || reply.status === 401) forgetAccount();
      if (reply.status === 200) this.#show(await reply.text());
      return reply.ok;
    } catch (refusal) {
      // Without a network the phone may know; the page is complete without it.
      if (!(refusal instanceof TypeError) && refusal.name !== "AbortError") throw refusal;
      return false;
    }
  }

  #show(text) {
    const fragment = new DOMParser().parseFromString(text, "text/html").body;
    this.replaceChildren(...fragment.childNodes);
  }
}

function signedInHere() {
  try {
    return localStorage.getItem(ACCOUNT) !== null;
  } catch {
    return false;
  }
}

function forgetAccount() {
  try {
    localStorage.removeItem(ACCOUNT);
  } catch {
    // Storage is blocked, so nothing was there.
  }
}

customElements.define("last-time", LastTime);
