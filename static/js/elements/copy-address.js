/* <copy-address> around a hidden button, after the field with the address: shows it where the browser lets a page copy. */

class CopyAddress extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    const button = this.querySelector("button");
    if (!button || !navigator.clipboard || this.#teardown) return;
    this.#teardown = new AbortController();
    button.hidden = false;
    button.addEventListener("click", () => this.#copy(), { signal: this.#teardown.signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #copy() {
    const field = document.getElementById(this.dataset.of);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.#say(this.dataset.done);
    } catch (refusal) {
      // The browser may ask, and be told no.
      if (refusal.name !== "NotAllowedError") throw refusal;
      this.#say(this.dataset.failed);
    }
  }

  #say(sentence) {
    this.querySelector('[role="status"]').textContent = sentence;
  }
}

customElements.define("copy-address", CopyAddress);
