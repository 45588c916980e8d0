/* What is heard, felt and read out while a piece runs, and when: seconds after its beginning. A cue has a `tone`, or
   something to `say` (a key of the words), or both. Nothing is said every second. */

const LAST_SECONDS = [3, 2, 1];
const HALF_FROM = 20;
const TEN_FROM = 60;
const TEN = 10;
// Later than this a count is noise: after a nap only what still holds is heard.
const STALE_SECONDS = 1.5;

const OPENING = { ready: "ready", work: "start", switch: "switch", rest: "done" };

export function cuesOf(piece) {
  const { kind, seconds, unitSeconds } = piece;
  const cues = [{ at: 0, tone: OPENING[kind], opens: true }];
  if (unitSeconds) {
    for (let at = unitSeconds; at < seconds; at += unitSeconds) cues.push({ at, tone: "beat" });
  } else {
    if (kind === "work" && seconds >= HALF_FROM) cues.push({ at: seconds / 2, tone: "half", say: "timer.half" });
    if (seconds >= TEN_FROM || (kind === "rest" && seconds > HALF_FROM)) {
      cues.push({ at: seconds - TEN, say: "timer.ten" });
    }
    for (const left of LAST_SECONDS) if (seconds > left) cues.push({ at: seconds - left, tone: "tick" });
  }
  return cues.sort((a, b) => a.at - b.at);
}

/** The cues passed since the last look, from < at <= to. */
export function dueCues(cues, from, to) {
  return cues.filter(({ at, opens }) => at > from && at <= to && (opens || to - at <= STALE_SECONDS));
}
