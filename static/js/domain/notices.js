/* What a screen says above everything else: one thing at a time, the most pressing first. */

/** A name, or "" for nothing. `alone`: it is time to say that only this phone has what is on it. */
export function noticeOf({ status, question = null, forgotten = null, alone = false }) {
  const { place, firstSync = null, clockOff = 0 } = status;
  const pressing = [
    ["storage", place === "storage"],
    ["gone", place === "gone"],
    ["question", Boolean(question)],
    ["forgotten", Boolean(forgotten)],
    ["update", place === "update"],
    ["first-sync", Boolean(firstSync)],
    ["clock", Math.abs(clockOff) >= 5],
    ["alone", place === "phone" && alone],
  ];
  return pressing.find(([, is]) => is)?.[0] ?? "";
}
