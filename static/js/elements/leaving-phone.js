import { remembered } from "../offline/remembered.js";

/* <leaving-phone data-account>: around the form that signs out. Where something waits unsent it shows the ways to leave,
   or with `data-choices` goes to the page that has them; then this phone forgets whose it was. */

// Most who sign out keep nothing here.
const offline = () => import("../offline/leaving.js");

class LeavingPhone extends HTMLElement {
  #listening;
  #phone = null;
  #looking;

  connectedCallback() {
    this.#listening = new AbortController();
    this.#form.addEventListener("submit", (event) => this.#submit(event), this.#listening);
    this.addEventListener("click", (event) => this.#choose(event.target.closest("[data-way]")), this.#listening);
    this.#looking = this.#look();
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  get #form() {
    return this.querySelector("form");
  }

  async #look() {
    if (remembered("swivel") !== this.dataset.account) return;
    const { leaving } = await offline();
    this.#phone = await leaving().catch(() => null);
    if (this.#waiting && !this.dataset.choices) this.#show();
  }

  get #waiting() {
    return this.#phone?.waiting() ?? 0;
  }

  #show() {
    this.#part("plain").hidden = true;
    this.#part("choices").hidden = false;
    this.#part("count").textContent = String(this.#waiting);
  }

  async #submit(event) {
    event.preventDefault();
    await this.#looking;
    if (this.#waiting && this.dataset.choices) location.assign(this.dataset.choices);
    else if (this.#waiting && this.#part("choices").hidden) this.#show();
    else await this.#leave();
  }

  async #choose(button) {
    if (!button) return;
    button.disabled = true;
    this.#say("");
    try {
      await this[button.dataset.way]();
    } finally {
      button.disabled = false;
    }
  }

  async send() {
    await this.#phone.send();
    if (!this.#waiting) await this.#leave();
    else {
      this.#show();
      this.#say(this.dataset.unsent);
    }
  }

  async file() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await this.#phone.file());
    link.download = "swivel-not-sent.json";
    link.click();
    await this.#leave();
  }

  keep() {
    return this.#leave();
  }

  async #leave() {
    try {
      const { stopHere } = await import("../lib/push.js");
      await Promise.allSettled([stopHere(this.dataset.push, this.#form.elements.csrfmiddlewaretoken.value)]);
      await (await offline()).leave();
    } catch {
      // A phone that cannot forget is no reason to stay signed in.
    }
    this.#form.submit();
  }

  #say(words) {
    this.#part("status").textContent = words;
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

customElements.define("leaving-phone", LeavingPhone);
