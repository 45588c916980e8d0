/* What need not be on the screen yet: done when the frame that comes next is painted. A page that nobody sees paints none. */

const AT_LATEST_MS = 100;

export function afterPaint(deed) {
  let waits = true;
  const once = () => {
    if (!waits) return;
    waits = false;
    deed();
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, AT_LATEST_MS);
}
