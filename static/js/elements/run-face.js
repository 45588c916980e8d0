/* What the guided run shows and says of the piece that is played. */

import { nameAmount, showClock } from "../domain/amounts.js";
import { leftMs, share, shownSeconds } from "../domain/countdown.js";
import { secondsLeft, unitAt } from "../domain/run-plan.js";
import { say } from "../lib/words.js";

const MINUTE = 60;

/** The words, numbers and marks of the whole screen. `note` takes the place of the cue. */
export function faceOf(player, { caption = "", note = "" } = {}) {
  const { piece, pieces, index, running } = player;
  const work = piece.kind === "work";
  const unit = work && piece.unitSeconds ? unitAt(piece, player.spent) : null;
  const side = unit?.side ?? (piece.sides.length === 1 ? piece.sides[0] : "both");
  return {
    place: placeOf(player),
    timeLeft: minutesLeft(secondsLeft(pieces, index, player.spent)),
    title: titleOf(piece, pieces[index - 1]),
    cue: note || caption || cueOf(piece, pieces[index - 1]),
    side,
    mark: unit || piece.sides.length === 1 ? [side] : piece.sides,
    what: whatOf(piece, side, unit),
    number: unit ? String(unit.number) : piece.untimed ? say("run.now") : clock(piece, shownSeconds(player.timer)),
    of: unit ? ofUnits(piece) : "",
    then: thenOf(player),
    main: mainOf(piece, running),
    forward: forwardOf(piece, running),
  };
}

/** How full each half of the ring is, 0 to 1, and whether it is done: left is the left side, right the right. */
export function ringOf(player) {
  const { piece, pieces, timer } = player;
  const half = (side) => {
    if (piece.kind === "rest") return { share: 1 - share(timer) };
    const mine = ({ kind, sides, entryId, round }) =>
      kind === "work" && entryId === piece.entryId && round === piece.round && (sides.includes(side) || sides[0] === "both");
    const at = pieces.findIndex(mine);
    if (at < 0) return { share: 0 };
    if (at === player.index) return { share: piece.untimed ? 0 : share(timer) };
    return at < player.index || pieces[at].done ? { share: 1, done: true } : { share: 0 };
  };
  return { left: half("left"), right: half("right") };
}

/** What a screen reader hears when a piece begins. */
export function announcementOf({ piece, timer }) {
  const side = piece.sides.length === 1 ? piece.sides[0] : "both";
  const seconds = Math.round(leftMs(timer) / 1000);
  if (piece.kind === "work") {
    const what = piece.sides.length === 1 ? say(`run.side.${side}`) : say("run.alternate");
    return piece.untimed ? what : say("run.say.work", { what, amount: amountOf(piece) });
  }
  if (piece.kind === "switch") return say("run.say.switch", { what: say(`run.starts.${side}`), seconds });
  return say(`run.say.${piece.kind}`, { drill: piece.drill.name, what: say(`run.starts.${side}`), seconds });
}

export function amountOf({ measure, amount, untimed }) {
  if (untimed) return "";
  return ["hold", "duration"].includes(measure) ? showClock(amount) : nameAmount(measure, amount);
}

function placeOf({ piece, pieces }) {
  const drills = [...new Set(pieces.map(({ entryId }) => entryId))];
  const drill = say("run.drill", { number: drills.indexOf(piece.entryId) + 1, count: drills.length });
  return piece.turns > 1 ? `${drill} · ${say("run.set", { number: piece.turn, count: piece.turns })}` : drill;
}

function minutesLeft(seconds) {
  const minutes = Math.round(seconds / MINUTE);
  return minutes ? say("run.left", { minutes }) : say("run.left.less");
}

function titleOf({ kind, drill, entryId }, before) {
  if (kind === "switch") return say("run.switch");
  return kind === "rest" && before?.entryId === entryId ? say("run.rest") : drill.name;
}

function cueOf({ kind, drill, entryId, turn, turns }, before) {
  if (kind === "switch") return drill.name;
  if (kind === "rest" && before?.entryId === entryId) return say("run.set", { number: turn, count: turns });
  return drill.cue || "";
}

function whatOf({ kind, measure, sides, drill }, side, unit) {
  if (kind === "rest") return say(`run.rest.${side}`);
  if (kind !== "work") return say(`run.starts.${side}`);
  if (measure === "hold") return say(`run.hold.${side}`);
  if (sides.length > 1 && !unit) return say("run.alternate");
  const name = say(`run.side.${side}`);
  return unit && drill.measures.includes("breaths") ? say(unit.out ? "run.out" : "run.in", { side: name }) : name;
}

function clock({ kind }, seconds) {
  return kind === "work" || seconds >= MINUTE ? showClock(seconds) : String(seconds);
}

function ofUnits({ measure, amount, unitSeconds, drill }) {
  const of = say(`run.of.${measure}`, { count: amount });
  return drill.measures.includes("breaths") ? of : `${of} · ${say(`run.pace.${measure}`, { seconds: unitSeconds })}`;
}

function thenOf({ piece, pieces, index }) {
  const before = pieces[index - 1];
  if (piece.kind === "switch" && before) {
    return { what: say(`run.side.${before.sides[0]}`), mark: before.sides, amount: amountOf(before), done: before.done };
  }
  const next = pieces[index + 1];
  const what = say("run.then");
  if (!next) return { what, mark: [], amount: say("run.end") };
  if (next.kind === "rest") return { what, mark: [], amount: say("run.rest.time", { time: showClock(next.seconds) }) };
  return { what, mark: next.sides[0] === "both" ? [] : next.sides, amount: amountOf(next) };
}

function mainOf({ kind, sides, untimed }, running) {
  if (!running) return { icon: "play", text: say("run.resume") };
  if (kind !== "work") return { icon: "play", text: say(`run.start.${sides.length === 1 ? sides[0] : "both"}`) };
  return untimed ? { icon: "check", text: say("run.done") } : { icon: "pause", text: say("run.pause") };
}

function forwardOf(piece, running) {
  if (!running || piece.untimed) return { icon: "skip", text: say("run.skip") };
  if (piece.kind !== "work") return { icon: "pause", text: say("run.pause") };
  return { icon: "check", text: say("run.done") };
}
