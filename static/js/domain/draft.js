/* The set that is being put together: what the one box holds before it is logged, and while one is corrected. */

import { FIELD_OF, measuresOf } from "./drills.js";
import { prefilledSide } from "./prefill.js";

const HELD = ["load_kg", "band_id"];

/** The next set of `entry`, prefilled. `last` is the last time of this drill or null; `side` where it was chosen. */
export function draftOf(entry, last, turn, side = turn.side) {
  const latest = entry.rounds.at(-1);
  const round = latest?.missing === side ? latest.number : (latest?.number ?? 0) + 1;
  const partner = entry.sets.find((set) => set.round === round && set.side !== side);
  const values = prefilledIn(entry, entry.sets, last, round, side);
  return {
    entryId: entry.id,
    setId: null,
    round,
    place: entry.rounds.length + (round === latest?.number ? 0 : 1),
    side,
    kind: partner?.kind ?? "working",
    values: partner ? { ...values, ...changedOn(entry, partner, last) } : values,
    unit: unitOf(entry, last),
    effort: null,
    pain: null,
    note: "",
    touched: false,
  };
}

/** A set that was logged, to be corrected: every measure that it has, and all its drill asks for. */
export function draftFrom(entry, set) {
  const measures = measuresOf(entry.drill, set);
  const { id, round, side, kind, effort, pain, note } = set;
  return {
    entryId: entry.id,
    setId: id,
    round,
    place: entry.rounds.findIndex((each) => each.number === round) + 1,
    side,
    kind,
    values: Object.fromEntries(measures.map((measure) => [FIELD_OF[measure], set[FIELD_OF[measure]]])),
    // Shown in the unit it was typed in, so that nothing drifts on the way back.
    unit: set.load_kg == null ? undefined : set.load_unit,
    effort,
    pain,
    note,
    touched: false,
  };
}

/** What differs from the set as it stands: only that is written, so that a merge keeps what another phone changed. */
export function changesOf(draft, set) {
  const wanted = { ...draft.values, side: draft.side, kind: draft.kind, effort: draft.effort, pain: draft.pain, note: draft.note };
  const changes = Object.fromEntries(Object.entries(wanted).filter(([field, value]) => (set[field] ?? null) !== value));
  if ("load_kg" in changes && draft.unit) changes.load_unit = draft.unit;
  return changes;
}

/** Whether a draft that was kept still stands: nobody has logged that side of that round meanwhile. */
export function stillOpen(draft, entries) {
  const entry = entries.find((each) => each.id === draft.entryId);
  if (!entry) return false;
  if (draft.setId) return entry.sets.some((set) => set.id === draft.setId);
  return !entry.sets.some((set) => set.round === draft.round && set.side === draft.side);
}

/** The unit that was typed last for this drill: what its weights say. */
function unitOf(entry, last) {
  return [...(last?.sets ?? []), ...entry.sets].findLast((set) => set.load_kg != null)?.load_unit;
}

/** What was taken in hand on the one side stays in hand for the other, where it was changed from what was offered. */
function changedOn(entry, partner, last) {
  const before = entry.sets.filter((set) => set !== partner);
  const offered = prefilledIn(entry, before, last, partner.round, partner.side);
  const fields = HELD.filter((field) => field in offered && (partner[field] ?? null) !== offered[field]);
  return Object.fromEntries(fields.map((field) => [field, partner[field] ?? null]));
}

function prefilledIn(entry, here, last, number, side) {
  return prefilledSide({ drill: entry.drill, number, here, last: last?.sets ?? [], target: entry.target, side });
}
