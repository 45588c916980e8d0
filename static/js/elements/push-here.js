/* <push-here data-key data-phones data-on data-off>: turns reminders on this phone on and off. It stays hidden where the browser
   has none. `data-key` is the site's; `data-phones` are hashes of the addresses that the account has. */

import { stopHere, subscriptionHere, tell } from "../lib/push.js";
import { bytes } from "../lib/webauthn.js";
import { registerWorker } from "../visit.js";

class PushHere extends HTMLElement {
  #listening = null;

  connectedCallback() {
    if (this.#listening) return;
    this.#listening = new AbortController();
    if (canPush()) this.#offer();
    // On an iPhone only what is on the home screen is told.
    else if (navigator.standalone === false) this.#unhide("home");
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#listening = null;
  }

  async #offer() {
    this.#part("on").addEventListener("click", () => this.#change(() => this.#turnOn()), this.#listening);
    this.#part("off").addEventListener("click", () => this.#change(() => this.#turnOff()), this.#listening);
    const isOn = await this.#isOn().catch(() => false);
    this.#show(isOn);
    if (isOn) this.#say("isOn");
    else if (Notification.permission === "denied") this.#say("refused");
    // With one phone, both would say it twice.
    if (isOn && this.#known.length === 1) for (const name of ["all", "count"]) this.#part(name).hidden = true;
  }

  /* A subscription that the account does not know is another account's, or was ended elsewhere. */
  async #isOn() {
    const subscription = await subscriptionHere();
    return Boolean(subscription) && this.#known.includes(await digest(subscription.endpoint));
  }

  get #known() {
    return this.dataset.phones.split(" ").filter(Boolean);
  }

  async #change(change) {
    const buttons = [this.#part("on"), this.#part("off")];
    for (const button of buttons) button.disabled = true;
    try {
      await change();
    } catch (reason) {
      this.#say(reason.name === "NotAllowedError" ? "refused" : "failed");
    }
    for (const button of buttons) button.disabled = false;
  }

  async #turnOn() {
    if ((await Notification.requestPermission()) !== "granted") {
      this.#say("refused");
      return;
    }
    // On a first visit the worker still has its files to fetch.
    this.#say("wait");
    await registerWorker();
    const { pushManager } = await navigator.serviceWorker.ready;
    await (await pushManager.getSubscription())?.unsubscribe();
    const subscription = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(this.dataset.key),
    });
    const { endpoint, keys } = subscription.toJSON();
    try {
      await tell(this.dataset.on, this.#token, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
    } catch (reason) {
      await subscription.unsubscribe();
      throw reason;
    }
    this.#show(true, { focus: true });
    this.#say("isOn");
  }

  async #turnOff() {
    await stopHere(this.dataset.off, this.#token);
    this.#show(false, { focus: true });
    this.#say("isOff");
  }

  #show(isOn, { focus = false } = {}) {
    this.hidden = false;
    this.#part("on").hidden = isOn;
    this.#part("off").hidden = !isOn;
    if (focus) setTimeout(() => this.#part(isOn ? "off" : "on").focus());
  }

  #unhide(name) {
    this.hidden = false;
    this.#part(name).hidden = false;
  }

  #say(name) {
    this.#part("status").textContent = this.dataset[name];
  }

  get #token() {
    return document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

function canPush() {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

async function digest(endpoint) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

customElements.define("push-here", PushHere);
