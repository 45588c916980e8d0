/* A stamp is [milliseconds, device], compared as a pair: docs/offline.md, "Stamps". */

const MOST = 2 ** 53;
// No clock is wrong by that much. One record with such a stamp must not carry all others to the end of the range.
const FAR_AHEAD = MOST / 2;

export function compare([mine, here], [theirs, there]) {
  return mine - theirs || (here < there ? -1 : Number(here > there));
}

/** The greatest milliseconds among some registers; 0 when there are none. */
export function seen(registers) {
  return Math.max(0, ...Object.values(registers).map(({ stamp }) => stamp[0]));
}

/** The milliseconds of an edit made at `clock`. `last` is the latest that this device gave before. */
export function after({ clock, offset = 0, seen: before = 0, last = 0 }) {
  const behind = last < FAR_AHEAD ? last : 0;
  return Math.min(MOST, Math.max(0, Math.round(clock + offset), before + 1, behind + 1));
}
