/* The screen stays on until `signal` is aborted. A browser lets go of the lock whenever the page is out of sight. */

export function stayAwake(signal) {
  let lock = null;
  const ask = async () => {
    if (document.hidden || signal.aborted) return;
    try {
      lock = await navigator.wakeLock?.request("screen");
    } catch (refusal) {
      // Saving battery, or not in sight any more: the screen goes dark as ever.
      if (refusal.name !== "NotAllowedError") throw refusal;
    }
    if (signal.aborted) lock?.release();
  };
  document.addEventListener("visibilitychange", ask, { signal });
  signal.addEventListener("abort", () => lock?.release());
  ask();
}
