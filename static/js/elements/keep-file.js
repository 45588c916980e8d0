/* <keep-file>: everything this phone holds as a file, and back. Used by the waiting screen and by notices. */

import { download } from "../lib/files.js";
import { localDay } from "../lib/dates.js";
import { kept, toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { openFile } from "../offline/files.js";

export async function saveFile(store) {
  download(await store.toFile(), `swivel-${localDay()}.json`);
  toast(say("file.saved"));
}

class KeepFile extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.querySelector('[data-act="save"]').addEventListener("click", () => saveFile(this.#store), { signal });
    this.querySelector('[data-part="file"]').addEventListener("change", (event) => this.#open(event.target), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  get #store() {
    return this.closest("log-waiting").store;
  }

  async #open(input) {
    const [file] = input.files;
    if (!file) return;
    const opened = await kept(openFile(this.#store, file));
    input.value = "";
    if (!opened) return;
    if (opened.wrong) toast(say(`file.${opened.wrong}`), { danger: true });
    else toast(opened.added ? say("file.added", { count: opened.added }) : say("file.nothing-new"));
  }
}

customElements.define("keep-file", KeepFile);
