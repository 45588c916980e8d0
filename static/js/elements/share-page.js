/* <share-page> around a hidden button: shows it where the device can share, and shares this page. */

class SharePage extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    const button = this.querySelector("button");
    if (!button || !navigator.share || this.#teardown) return;
    this.#teardown = new AbortController();
    button.hidden = false;
    button.addEventListener("click", share, { signal: this.#teardown.signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }
}

async function share() {
  const canonical = document.querySelector('link[rel="canonical"]');
  try {
    await navigator.share({ title: document.title, url: canonical?.href ?? location.href });
  } catch (refusal) {
    // Closing the sheet without sharing is an answer, too.
    if (refusal.name !== "AbortError") throw refusal;
  }
}

customElements.define("share-page", SharePage);
