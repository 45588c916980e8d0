/* Both clocks of this page in one reading: what domain/countdown.js calls a moment. */

const page = crypto.randomUUID();
let naps = 0;

document.addEventListener("visibilitychange", () => (naps += 1));

export function moment() {
  return { wall: Date.now(), mono: performance.now(), page, naps };
}
