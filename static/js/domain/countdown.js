/* A timer that is right whatever happens between two looks at it. It is kept as the time spent until the last look and
   the two clocks of that moment, so a reload, a nap or a missed tick changes nothing.
   A moment is {wall, mono, page, naps} (lib/clock.js), all in milliseconds: the wall clock, the page's own clock that
   only runs forward, which page that one belongs to, and how often that page was out of sight. */

const DRIFT_MS = 1000;

export function startCountdown(seconds, moment) {
  return { total: seconds * 1000, spent: 0, running: true, seen: moment };
}

export function look(timer, moment) {
  const spent = timer.running ? timer.spent + passed(timer.seen, moment) : timer.spent;
  return { ...timer, spent, seen: moment };
}

export function pause(timer, moment) {
  return { ...look(timer, moment), running: false };
}

export function resume(timer, moment) {
  return { ...look(timer, moment), running: true };
}

/** ±15 s. What is left never falls below nothing, and what was spent stays spent. */
export function extend(timer, seconds, moment) {
  const now = look(timer, moment);
  const spent = Math.min(now.spent, now.total);
  return { ...now, spent, total: Math.max(spent, now.total + seconds * 1000) };
}

export function leftMs(timer) {
  return Math.max(0, timer.total - timer.spent);
}

export function spentSeconds(timer) {
  return Math.min(timer.spent, timer.total) / 1000;
}

export function isOver(timer) {
  return timer.spent >= timer.total;
}

/** How much of it is gone, 0 to 1. */
export function share(timer) {
  return timer.total ? Math.min(1, timer.spent / timer.total) : 1;
}

/** What a face shows: full seconds, and 0 only when nothing is left. */
export function shownSeconds(timer) {
  return Math.ceil(leftMs(timer) / 1000);
}

/** Milliseconds from one moment to another. The wall clock is the one that runs while a phone sleeps, so it is
    believed, unless it went back, or leapt ahead while the page was in sight: then somebody has set it. */
export function passed(before, now) {
  const wall = now.wall - before.wall;
  if (now.page !== before.page) return Math.max(0, wall);
  const mono = now.mono - before.mono;
  const wasSet = wall < mono - DRIFT_MS || (wall > mono + DRIFT_MS && now.naps === before.naps);
  return Math.max(0, wasSet ? mono : wall);
}
