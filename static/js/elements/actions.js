/* What a person can do where the phone needs them: buttons and links for a place or a notice, the first one the main one. */

import { kept } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { saveFile } from "./keep-file.js";

const ACTIONS = {
  phone: ["sign-up", "sign-in"],
  waiting: ["send"],
  offline: ["send"],
  "signed-out": ["sign-in"],
  update: ["reload"],
  gone: ["save"],
  storage: ["try-again"],
};
const MAIN = ["phone", "signed-out", "update", "gone", "storage"];

/** `main`: the first of them may be the one thing to press on the screen. */
export function actionsFor(place, store, { main = false } = {}) {
  return (ACTIONS[place] ?? []).map((name, index) => action(name, store, { main: main && !index && MAIN.includes(place) }));
}

/** name: sign-up, sign-in, send, reload, save, try-again; or any words of "act.…" with a deed of its own. */
export function action(name, store, { deed = DEEDS[name], values = {}, main, quiet, danger } = {}) {
  const address = addressOf(name);
  const element = document.createElement(address ? "a" : "button");
  const kind = (main && "primary") || (quiet && "quiet") || (danger && "danger");
  element.className = kind ? `button button--${kind}` : "button";
  element.textContent = say(`act.${name}`, values);
  if (address) element.href = address;
  else {
    element.type = "button";
    element.addEventListener("click", () => deed(store));
  }
  return element;
}

const DEEDS = {
  send: (store) => store.flush(),
  reload: () => location.reload(),
  save: (store) => saveFile(store),
  // What can be written again is no longer full.
  "try-again": (store) => kept(store.keep("tried again", Date.now())),
};

/* Back here afterwards, where what this phone holds goes along. */
function addressOf(name) {
  const { signIn, signUp } = document.getElementById("screen").dataset;
  const page = { "sign-in": signIn, "sign-up": signUp }[name];
  return page && `${page}?next=${encodeURIComponent(location.pathname + location.hash)}`;
}
