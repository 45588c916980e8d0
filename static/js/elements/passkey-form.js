import { asJson, optionsToCreate, optionsToGet } from "../lib/webauthn.js";

/* A form whose one answer is a passkey's. `data-ceremony` says which: "create" makes one, "confirm" asks for one of
   the account's (both with the options of the page), "sign-in" asks for any of this site (options are fetched). */
class PasskeyForm extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const button = this.#part("button");
    button.addEventListener("click", () => this.#ask(), this.#listening);
    if (window.PublicKeyCredential) button.disabled = false;
    else this.#say(this.dataset.unable);
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  async #ask() {
    this.#say("");
    this.#part("button").disabled = true;
    try {
      const credential = await this.#credential();
      this.querySelector("[name=credential]").value = asJson(credential);
      this.#part("form").submit();
    } catch (error) {
      this.#say(this.#reason(error));
      this.#part("button").disabled = false;
    }
  }

  async #credential() {
    if (this.dataset.ceremony === "create") {
      const { creation_options: options } = this.#optionsOfThePage();
      return navigator.credentials.create({ publicKey: optionsToCreate(options.publicKey) });
    }
    const { request_options: options } =
      this.dataset.ceremony === "sign-in" ? await this.#fetchOptions() : this.#optionsOfThePage();
    return navigator.credentials.get({ publicKey: optionsToGet(options.publicKey) });
  }

  #optionsOfThePage() {
    return JSON.parse(document.getElementById("passkey-options").textContent);
  }

  async #fetchOptions() {
    const response = await fetch(this.#part("form").action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`options: ${response.status}`);
    return response.json();
  }

  #reason(error) {
    if (error.name === "NotAllowedError" || error.name === "AbortError") return this.dataset.cancelled;
    if (error.name === "InvalidStateError") return this.dataset.known;
    if (error.name === "SecurityError") return this.dataset.wrongAddress;
    return this.dataset.unknown;
  }

  #say(words) {
    const status = this.#part("status");
    status.textContent = words;
    status.hidden = !words;
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

customElements.define("passkey-form", PasskeyForm);
