/* Plays the pieces of a run. The moments are given (domain/countdown.js), so that it is right after anything, and what
   it knows beside the pieces fits into one small record: `place`. */

import { isOver, look, passed, pause, resume, spentSeconds, startCountdown } from "./countdown.js";
import { cuesOf, dueCues } from "./cues.js";
import { PACE, firstOpen } from "./run-plan.js";

/** Away for longer than this, nobody was training: it waits where it was. */
export const AWAY_MS = 60_000;
const JUST_BEGUN_SECONDS = 3;

export class Player {
  pieces;
  index = 0;
  timer = null;
  heard = -1;

  /** place: what was kept, or nothing: then it begins before the first set that is not done. */
  constructor(pieces, moment, place = null) {
    this.pieces = pieces;
    const index = pieces.findIndex((piece) => piece.key === place?.key);
    if (index < 0) this.enter(firstOpen(pieces), moment);
    else Object.assign(this, { index, timer: place.timer, heard: place.heard });
  }

  get piece() {
    return this.pieces[this.index] ?? null;
  }

  get place() {
    return this.piece && { key: this.piece.key, timer: this.timer, heard: this.heard };
  }

  get running() {
    return Boolean(this.piece) && this.timer.running;
  }

  get spent() {
    return this.piece ? spentSeconds(this.timer) : 0;
  }

  /** The work that is under way or led to. */
  get work() {
    return this.pieces[this.#workIndex] ?? null;
  }

  get #workIndex() {
    return this.piece?.kind === "work" ? this.index : this.index + 1;
  }

  enter(index, moment, seconds = this.pieces[index]?.seconds ?? 0) {
    this.index = index;
    this.timer = startCountdown(seconds, moment);
    this.heard = -1;
  }

  /** What has happened since the last look: {cues, over, away}. */
  look(moment) {
    if (!this.running) return { cues: [], over: false, away: false };
    if (passed(this.timer.seen, moment) > AWAY_MS) {
      this.timer = { ...this.timer, running: false, seen: moment };
      return { cues: [], over: false, away: true };
    }
    this.timer = look(this.timer, moment);
    const cues = cuesOf({ ...this.piece, seconds: this.timer.total / 1000 });
    const due = dueCues(cues, this.heard, this.spent);
    this.heard = this.spent;
    return { cues: due, over: !this.piece.untimed && isOver(this.timer), away: false };
  }

  toggle(moment) {
    this.timer = this.running ? pause(this.timer, moment) : resume(this.timer, moment);
  }

  next(moment) {
    this.enter(this.index + 1, moment);
  }

  /** Past the work that is under way or led to, without doing it. */
  skip(moment) {
    this.enter(this.#workIndex + 1, moment);
  }

  /** This work from its beginning, or if it has only begun the one before; with a moment to get ready. */
  back(moment) {
    const again = this.piece?.kind === "work" && this.spent > JUST_BEGUN_SECONDS;
    const work = Math.max(1, this.#workIndex - (again ? 0 : 2));
    this.enter(work - 1, moment, Math.min(PACE.ready, this.pieces[work - 1].seconds));
  }

  /** The workout has changed; the run stays where it is, if that is still there. */
  replan(pieces, moment) {
    const key = this.piece?.key;
    this.pieces = pieces;
    const index = pieces.findIndex((piece) => piece.key === key);
    if (index >= 0) this.index = index;
    else if (key) this.enter(firstOpen(pieces), moment);
    else this.index = pieces.length;
  }
}
