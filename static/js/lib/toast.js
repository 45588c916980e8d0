/* One sentence in ink, with Undo where something can be taken back. It is said by screen readers, waits while it is
   looked at or pointed at, and Ctrl+Z outside a field does what its button does. */

import { icon } from "./icons.js";
import { say } from "./words.js";

const STAY_MS = 5_000;
// Long enough to read it, find the button and reach it by Tab.
const STAY_WITH_UNDO_MS = 12_000;

let leave = () => {};

/** Show `text` instead of what is shown. `undo` takes it back; `danger` says that something was not kept. */
export function toast(text, { undo = null, danger = false } = {}) {
  leave();
  const place = region();
  const box = part("div", danger ? "toast toast--danger" : "toast", part("span", "toast__text", text));
  const teardown = new AbortController();
  const { signal } = teardown;
  let timer = 0;
  const stay = () => clearTimeout(timer);
  const go = () => {
    teardown.abort();
    stay();
    const focused = box.contains(document.activeElement);
    box.remove();
    if (focused) document.getElementById("main")?.focus({ preventScroll: true });
  };
  const wait = () => {
    stay();
    if (box.matches(":focus-within, :hover")) return;
    timer = setTimeout(go, undo || danger ? STAY_WITH_UNDO_MS : STAY_MS);
  };
  leave = go;
  if (undo) {
    const back = part("button", "toast__undo", icon("undo", { small: true }), say("toast.undo"));
    back.type = "button";
    const takeBack = async () => {
      go();
      if ((await kept(undo())) !== false) toast(say("toast.undone"));
    };
    back.addEventListener("click", takeBack, { signal });
    addEventListener("keydown", (event) => {
      const asked = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!asked || event.target.closest?.("input, textarea, select")) return;
      event.preventDefault();
      takeBack();
    }, { signal });
    box.append(back);
  }
  for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stay, { signal });
  // Where the focus goes is known a moment after it has left.
  for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, () => setTimeout(wait), { signal });
  document.addEventListener("visibilitychange", () => (document.hidden ? stay() : wait()), { signal });
  place.append(box);
  wait();
}

/** What a write answers (true where it answers nothing); where the phone would not keep it, says so and answers false. */
export async function kept(writing) {
  try {
    return (await writing) ?? true;
  } catch (refusal) {
    if (refusal.name !== "StorageError") throw refusal;
    toast(say(refusal.key ?? "error.storage"), { danger: true });
    return false;
  }
}

/* It stands in the page from the start: screen readers say what is put into a region, not a region put in. */
function region() {
  const place = document.getElementById("toasts") ?? part("div", "messages messages--live");
  if (!place.isConnected) {
    place.id = "toasts";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  return place;
}

function part(name, className, ...inside) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...inside);
  return element;
}
