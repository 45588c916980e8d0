/* The phone on the shin while one side is measured: its zero, its angle, and whether it is held still. */

import { HOLD_MS, held, isOpposite, swing, upOf } from "../domain/tilt.js";
import { watchTilt } from "../lib/tilt.js";

// A browser on a table says nothing at all.
const PATIENCE_MS = 2_000;
// Less than this is a leg that hangs: only a press keeps it.
const LEAST_DEGREES = 8;

export class Inclinometer {
  #up = null;
  #zero = null;
  #readings = [];
  #armed = true;
  #check = null;

  get ready() {
    return this.#up !== null;
  }

  get zeroed() {
    return this.#zero !== null;
  }

  /** Calls `first` at the first reading, `nothing` where none comes. */
  listen({ first, nothing }, signal) {
    watchTilt((angles) => {
      const begins = !this.ready;
      this.#up = upOf(angles);
      if (begins) first();
    }, signal);
    const giveUp = setTimeout(() => this.ready || nothing(), PATIENCE_MS);
    signal.addEventListener("abort", () => clearTimeout(giveUp));
  }

  /** Another leg, or another movement: zero is set anew. */
  begin(check) {
    this.#check = check;
    this.#zero = null;
    this.rest();
    this.#armed = true;
  }

  setZero() {
    this.#zero = this.#up;
    this.rest();
  }

  /** What was read before says nothing about now. */
  rest() {
    this.#readings = [];
  }

  /** Whether the leg moves the other way is known only from 8 degrees on. */
  angle() {
    if (!this.zeroed) return { degrees: 0, opposite: false };
    const { degrees, turn } = swing(this.#zero, this.#up);
    return { degrees, opposite: degrees >= LEAST_DEGREES && isOpposite(turn, this.#check) };
  }

  /** One look: {share: 0 to 1 of the time to hold still, degrees: what is held}. After a try the leg goes half way back first. */
  look(at, last = 0) {
    const { degrees, opposite } = this.angle();
    this.#readings = [...this.#readings.filter((reading) => at - reading.at <= 2 * HOLD_MS), { at, degrees }];
    if (degrees < Math.max(LEAST_DEGREES, last / 2)) this.#armed = true;
    if (!this.#armed || opposite || degrees < LEAST_DEGREES) return { share: 0, degrees };
    const still = held(this.#readings);
    return { share: Math.min(1, still.ms / HOLD_MS), degrees: still.degrees };
  }

  kept() {
    this.#armed = false;
    this.rest();
  }

  rearm() {
    this.#armed = true;
    this.rest();
  }
}
