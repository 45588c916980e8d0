/* Whose turn it is: which round and side of a drill, and which drill after it. */

import { sidesOf } from "./drills.js";
import { plannedRounds } from "./targets.js";

/** entry: {drill, target, skipped, rounds}. Answers {round, place, side, sides, planned, over}: `place` is the number that
    is shown, since rounds keep theirs when one between them is deleted; `over` says that the plan is done. */
export function turnOf(entry, { lastCount = 0, first } = {}) {
  const sides = sidesOf(entry.drill, { first, only: entry.target.side });
  const planned = plannedRounds(entry.target, lastCount);
  const last = entry.rounds.at(-1);
  const waits = last && last.missing && sides.includes(last.missing) && sides.length > 1;
  const warmUps = entry.rounds.filter((round) => round.warmUp).length;
  const done = entry.rounds.length - warmUps;
  return {
    round: waits ? last.number : (last?.number ?? 0) + 1,
    place: entry.rounds.length + (waits ? 0 : 1),
    side: waits ? last.missing : sides[0],
    sides,
    planned: planned && planned + warmUps,
    over: Boolean(entry.skipped) || (!waits && planned > 0 && done >= planned),
  };
}

/** The entries that are done in turn with this one, itself among them: neighbours of one superset number. */
export function groupOf(entries, entry) {
  if (entry.superset == null) return [entry];
  const here = entries.indexOf(entry);
  let [from, to] = [here, here];
  while (entries[from - 1]?.superset === entry.superset) from -= 1;
  while (entries[to + 1]?.superset === entry.superset) to += 1;
  return entries.slice(from, to + 1);
}

/** After a set of `entry`: the same one while its round lacks a side; in a superset the next member that has fewer rounds;
    itself while its plan is not done; then the next drill that is to be done, from the top again if need be; else null.
    turns: Map entry id → turnOf(entry). */
export function nextEntry(entries, entry, turns) {
  const turn = turns.get(entry.id);
  if (!turn.over && entry.rounds.at(-1)?.number === turn.round) return entry;
  const group = groupOf(entries, entry);
  if (group.length > 1) {
    const open = after(group, entry).filter((each) => !turns.get(each.id).over);
    const fewest = Math.min(...open.map((each) => each.rounds.length));
    const next = open.find((each) => each.rounds.length === fewest);
    if (next) return next;
  } else if (!turn.over) return entry;
  return after(entries, entry).find((each) => isToCome(each, turns)) ?? null;
}

/** Where a workout that is opened goes on: the drill that was begun last and is not done, else the first to come. */
export function entryToOpen(entries, turns) {
  const begun = entries.filter((each) => each.rounds.length);
  const latest = begun.reduce((best, each) => (lastDone(each) > lastDone(best) ? each : best), begun[0]);
  if (!latest) return entries.find((each) => !each.skipped) ?? entries[0] ?? null;
  return nextEntry(entries, latest, turns) ?? latest;
}

/** Not skipped, and without a set or with planned sets left. */
function isToCome(entry, turns) {
  const turn = turns.get(entry.id);
  return !turn.over && (!entry.rounds.length || turn.planned > 0);
}

function after(entries, entry) {
  const here = entries.indexOf(entry);
  return [...entries.slice(here + 1), ...entries.slice(0, here), entry];
}

function lastDone(entry) {
  return entry.sets.reduce((latest, set) => (set.done_at && set.done_at > latest ? set.done_at : latest), "");
}
