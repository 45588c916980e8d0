/* What the screen of a workout shows of its session. Each function draws one part, so that a tap draws only what it changed. */

import { dayWords, logWords, planOf } from "../domain/set-words.js";
import { targetWords } from "../domain/targets.js";
import { timedNext } from "../domain/timed-set.js";
import { part, write } from "../lib/dom.js";
import { poster } from "../lib/pieces.js";
import { say } from "../lib/words.js";
import { showMenu } from "./entry-deeds.js";
import { entryRows, showTrail, signOf, updateRows } from "./entry-list.js";
import { doneRow, planRow } from "./set-rows.js";

const MINUTE = 60_000;

export class WorkoutView {
  #screen;
  #session;
  #listed = "";
  #planned = [];

  constructor(screen, session) {
    this.#screen = screen;
    this.#session = session;
  }

  showAll() {
    const { workout, entry, setCount } = this.#session;
    const title = part(this.#screen, "title");
    if (document.activeElement !== title) title.value = workout.title;
    title.placeholder = dayWords(workout.date, { weekday: "long", day: "numeric", month: "long" });
    part(this.#screen, "finish").href = `#finish/${workout.id}/now`;
    part(this.#screen, "finish").hidden = !setCount;
    part(this.#screen, "add").href = `#add/${workout.id}`;
    part(this.#screen, "play").href = `#run/${workout.id}`;
    part(this.#screen, "play").hidden = !entry;
    part(this.#screen, "drill").hidden = !entry;
    part(this.#screen, "nothing").hidden = Boolean(entry);
    this.showClock();
    if (entry) this.showEntry();
    this.showNow();
    this.showList();
  }

  showEntry() {
    const session = this.#session;
    const { entry } = session;
    write(part(this.#screen, "name"), entry.drill.name);
    write(part(this.#screen, "target"), targetWords(entry.drill, entry.target));
    part(this.#screen, "poster").replaceChildren(poster(entry.drill, "now-drill__poster"));
    for (const [name, text] of [["pinned", entry.pinnedNote], ["noted", [entry.target.note, entry.note].filter(Boolean).join("\n")]]) {
      part(this.#screen, name).hidden = !text;
      write(part(this.#screen, name).lastElementChild, text);
    }
    const { sides } = session.turn;
    part(this.#screen, "done").replaceChildren(...entry.rounds.map((round, index) => doneRow(round, index + 1, sides)));
    showMenu(this.#screen, session);
    this.showNow();
  }

  /** The one row that a tap changed. */
  showRound(number) {
    const { entry, turn } = this.#session;
    const index = entry.rounds.findIndex((each) => each.number === number);
    const row = doneRow(entry.rounds[index], index + 1, turn.sides);
    const list = part(this.#screen, "done");
    const old = list.querySelector(`[data-round="${number}"]`);
    if (old) old.replaceWith(row);
    else list.append(row);
  }

  showNow() {
    const session = this.#session;
    if (session.entry) {
      const { isOver, turn, entry } = session;
      part(this.#screen, "now").hidden = isOver;
      part(this.#screen, "over").hidden = !isOver;
      if (isOver) {
        write(part(this.#screen, "over-words"), overWords(entry, turn.planned));
        write(part(this.#screen, "go-on"), say(entry.skipped ? "menu.unskip" : "over.more"));
      } else part(this.#screen, "now").renew(session);
      this.#showPlan(planOf(session));
      part(this.#screen, "correcting").hidden = !session.editing;
    }
    this.showGo();
  }

  /** What is done leaves at the top; what stays is not drawn anew. */
  #showPlan(rows) {
    const list = part(this.#screen, "plan");
    const signs = rows.map((each) => JSON.stringify(each));
    const done = this.#planned.length - signs.length;
    if (done >= 0 && signs.every((sign, index) => sign === this.#planned[done + index])) {
      for (let count = 0; count < done; count += 1) list.firstElementChild.remove();
    } else list.replaceChildren(...rows.map((each) => planRow(each.place, each)));
    this.#planned = signs;
  }

  showGo() {
    const session = this.#session;
    const { entry, isOver, following } = session;
    const words = !entry
      ? say("go.add")
      : !isOver
        ? logWords(session)
        : following
          ? say("go.next", { drill: following.drill.name })
          : say("go.finish");
    write(part(this.#screen, "go"), words);
    this.#screen.querySelector("hold-timer").offer(timedNext(session));
  }

  showList() {
    const session = this.#session;
    const { entries, entry } = session;
    const list = part(this.#screen, "entries");
    const sign = signOf(session);
    if (this.#listed === sign) updateRows(list, session);
    else list.replaceChildren(...entryRows(session));
    this.#listed = sign;
    showTrail(part(this.#screen, "trail"), session);
    const place = part(this.#screen, "place");
    place.hidden = !entry;
    if (entry) write(place, say("place", { n: entries.indexOf(entry) + 1, of: entries.length }));
    part(this.#screen, "finish").hidden = !session.setCount;
  }

  showClock() {
    const { startedAt, finishedAt, date } = this.#session.workout;
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(startedAt)) / MINUTE));
    const running = startedAt && !finishedAt && minutes < 24 * 60;
    write(part(this.#screen, "clock"), running ? say("clock.minutes", { minutes }) : dayWords(date));
  }

  /** The box stands clear of the dock, and its head in sight. In the frame that paints it: measuring before would lay out twice. */
  reveal() {
    requestAnimationFrame(() => this.#scroll());
  }

  #scroll() {
    if (!this.#screen.isConnected) return;
    const box = part(this.#screen, "now").getBoundingClientRect();
    const below = box.bottom - part(this.#screen, "go").closest(".dock").getBoundingClientRect().top + 8;
    if (box.height && (below > 0 || box.top < 0)) scrollBy(0, Math.min(Math.max(below, 0), box.top - 8) || box.top - 8);
  }
}

function overWords({ skipped, rounds }, planned) {
  if (skipped) return say("entry.skipped");
  return rounds.length > planned ? say("over.beyond", { count: rounds.length, planned }) : say("over.done", { count: planned });
}
