/* What the menu of a drill does. Each deed is written, said, and can be taken back. */

import { part, write } from "../lib/dom.js";
import { go } from "../lib/router.js";
import { toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import * as training from "../offline/training.js";
import { chooseVariant, writeNote } from "./log-sheet.js";

export function showMenu(screen, { entry, entries }) {
  const here = entries.indexOf(entry);
  const joined = isJoined(entries, here);
  const item = (name) => screen.querySelector(`.menu [data-do=${name}]`);
  part(screen, "menu-name").ariaLabel = say("menu.more", { drill: entry.drill.name });
  write(part(screen, "skip"), say(entry.skipped ? "menu.unskip" : "menu.skip"));
  write(part(screen, "superset"), say(joined ? "menu.apart" : "menu.superset"));
  item("superset").hidden = !joined && here === entries.length - 1;
  item("up").hidden = here === 0;
  item("down").hidden = here === entries.length - 1;
  const page = part(screen, "page");
  page.hidden = !entry.drill.slug;
  page.href = `/drills/${entry.drill.slug}/`;
}

/** name → async (store, session) of what it does. */
export const DEEDS = {
  up: (store, { id, entry }) => moved(store, id, entry, -1),
  down: (store, { id, entry }) => moved(store, id, entry, 1),

  async skip(store, { entry }) {
    const skipped = !entry.skipped;
    await training.skipEntry(store, entry.id, skipped);
    if (skipped) undoable(say("done.skipped", { drill: entry.drill.name }), () => training.skipEntry(store, entry.id, false));
  },

  async superset(store, { id, entry, entries }) {
    const join = !isJoined(entries, entries.indexOf(entry));
    await training.superset(store, id, entry.id, { join });
    if (join) undoable(say("done.superset"), () => training.superset(store, id, entry.id, { join: false }));
    else toast(say("done.apart"));
  },

  async swap(store, session, screen) {
    const { entry, id } = session;
    const drillId = await chooseVariant(part(screen, "sheet"), entry.drill);
    if (drillId === "other") go(`add/${id}/${entry.id}`);
    else if (drillId) await swapTo(store, session, drillId);
  },

  async note(store, { entry }, screen) {
    const text = await writeNote(part(screen, "sheet"), { title: say("note.today"), line: entry.drill.name, text: entry.note });
    if (text !== null) await training.noteEntry(store, entry.id, text);
  },

  async pin(store, { entry }, screen) {
    const said = { title: say("note.always"), line: say("note.always.line", { drill: entry.drill.name }), text: entry.pinnedNote };
    const text = await writeNote(part(screen, "sheet"), said);
    if (text !== null) await training.pinNote(store, entry.drill.id, text);
  },

  async remove(store, { entry }) {
    const stamp = await training.removeEntry(store, entry.id);
    undoable(say("done.removed", { drill: entry.drill.name }), () => store.undo(stamp));
  },
};

export async function swapTo(store, session, drillId) {
  const { entry, id } = session;
  const { id: fresh, undo } = await training.swapDrill(store, id, entry.id, drillId);
  await session.load();
  session.choose(fresh);
  undoable(say("done.swapped", { drill: session.entry.drill.name }), undo);
}

async function moved(store, id, entry, direction) {
  await training.moveEntry(store, id, entry.id, direction);
  undoable(say("done.moved", { drill: entry.drill.name }), () => training.moveEntry(store, id, entry.id, -direction));
}

function undoable(text, undo) {
  toast(text, { undo });
}

/** With the one below. */
function isJoined(entries, here) {
  const { superset } = entries[here];
  return superset != null && entries[here + 1]?.superset === superset;
}
