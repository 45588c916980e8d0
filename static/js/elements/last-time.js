/* <last-time data-src="/progress/…/last/">: on a phone where somebody is signed in, what they did last time.
   The page itself is the same for everybody; this asks for the one part that is not. */

const ACCOUNT = "account";

class LastTime extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    if (this.#teardown || !signedInHere()) return;
    this.#teardown = new AbortController();
    this.#ask(this.#teardown.signal);
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #ask(signal) {
    try {
      const reply = await fetch(this.dataset.src, { signal, redirect: "manual", credentials: "same-origin" });
      if (reply.type === "opaqueredirect" || reply.status === 401) forgetAccount();
      if (reply.status === 200) this.#show(await reply.text());
    } catch (refusal) {
      // Without a network there is nothing to add; the page is complete without it.
      if (!(refusal instanceof TypeError) && refusal.name !== "AbortError") throw refusal;
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
