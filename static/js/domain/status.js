/* Where what a person logged is, as the store's status says it, and whether they are needed. */

const CALM = {
  phone: { icon: "phone-saved", words: "sync.phone" },
  saved: { icon: "cloud-saved", words: "sync.saved" },
  waiting: { icon: "phone-waiting", words: "sync.waiting", kind: "wait" },
  offline: { icon: "phone-waiting", words: "sync.offline", kind: "wait" },
};
const NEEDS_YOU = {
  "signed-out": { icon: "phone-waiting", words: "sync.signed-out", kind: "wait" },
  refused: { icon: "warning", words: "sync.refused", kind: "danger" },
  update: { icon: "phone-waiting", words: "sync.update", kind: "wait" },
  gone: { icon: "warning", words: "sync.gone", kind: "danger" },
  storage: { icon: "warning", words: "sync.storage", kind: "danger" },
};

/** What the pill shows: {icon, words (a key), kind: "" | "wait" | "danger", count, leads (to what needs the person)}. */
export function pillOf({ place, waiting = 0, refused = 0 }) {
  const needed = NEEDS_YOU[place];
  const shown = needed ?? CALM[place] ?? CALM.saved;
  const count = place === "refused" ? refused : waiting;
  const nothingWaits = !count && (place === "offline" || place === "signed-out");
  return {
    icon: shown.icon,
    words: nothingWaits ? `${shown.words}-idle` : shown.words,
    kind: nothingWaits ? "" : (shown.kind ?? ""),
    count,
    leads: Boolean(needed) || place === "phone" || waiting > 0,
  };
}
