/* A new version waits behind the one that runs. It is offered, never forced, and not while a workout is open on this
   phone: nothing reloads in the middle of a set. */

import { storeHere } from "./here.js";
import { openWorkout } from "./workouts.js";

let shown = null;

export async function offerUpdate(worker) {
  if (await isTraining()) {
    addEventListener("workout-finished", () => offerUpdate(worker), { once: true });
    return;
  }
  if (shown) return;
  shown = document.importNode(document.getElementById("new-version").content, true).firstElementChild;
  shown.querySelector("button").addEventListener("click", () => update(worker));
  place().append(shown);
}

async function update(worker) {
  shown.remove();
  shown = null;
  // It may have been opened since, here or in another tab.
  if (await isTraining()) return offerUpdate(worker);
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage("take over");
}

/* Where the page's own messages stand, or would: it waits as long as it has to, so it may not float. */
function place() {
  const messages = document.querySelector(".messages:not(.messages--live)");
  if (messages) return messages;
  const made = document.createElement("div");
  made.className = "messages";
  made.setAttribute("role", "status");
  document.getElementById("main").before(made);
  return made;
}

async function isTraining() {
  const store = await storeHere();
  return Boolean(store) && (await openWorkout(store)) !== null;
}
