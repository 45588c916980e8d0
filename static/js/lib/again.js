/* Looking anew for what changed: one look at a time, and one more where something changed meanwhile. However much arrives at
   once, a screen reads no faster than it can show. */

export function oneAtATime(look) {
  let running = null;
  let stale = false;
  return async function again() {
    stale = true;
    running ??= (async () => {
      while (stale) {
        stale = false;
        await look();
      }
    })().finally(() => (running = null));
    return running;
  };
}
