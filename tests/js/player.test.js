import { equal, ok, test } from "./harness.js";
import { Player } from "/static/js/domain/player.js";
import { runPlan } from "/static/js/domain/run-plan.js";

const STRETCH = { measures: ["hold"], sides: "each_side", rest_seconds: 15 };
const at = (second, { page = "a", naps = 0 } = {}) => ({ wall: second * 1000, mono: second * 1000, page, naps });
const plan = (sets = []) =>
  runPlan([{ id: "a", drill: STRETCH, target: { sets: 2, amount_min: 40, rest_seconds: 30 }, sets, last: [] }]);
const here = (player) => `${player.piece?.kind} ${player.piece?.sides} ${Math.floor(player.spent)}`;

/* Looks every 200 ms and goes on by itself, as the screen does; answers the tones and what was finished. */
function play(player, from, to) {
  const [tones, done] = [[], []];
  for (let second = from; second < to; second += 0.2) {
    const { cues, over } = player.look(at(second));
    tones.push(...cues.map(({ tone }) => tone).filter(Boolean));
    if (!over) continue;
    if (player.piece.kind === "work") done.push(player.piece.key);
    player.next(at(second));
  }
  return { tones, done };
}

test("it plays from the first position to the last hold by itself", () => {
  const player = new Player(plan(), at(0));
  const { tones, done } = play(player, 0, 240);
  equal(done, ["a:1:left", "a:1:right", "a:2:left", "a:2:right"]);
  const changes = tones.filter((tone) => !["tick", "half"].includes(tone));
  equal(changes, ["ready", "start", "switch", "start", "done", "start", "switch", "start"]);
  equal([player.piece, player.place], [null, null]);
});

test("kept and opened again soon, it goes on as the clock says", () => {
  const player = new Player(plan(), at(0));
  play(player, 0, 30);
  equal(here(player), "work left 9");
  const kept = JSON.parse(JSON.stringify(player.place));
  const again = new Player(plan(), at(40, { page: "b" }), kept);
  const { cues, away } = again.look(at(40, { page: "b" }));
  equal([here(again), away, cues.map(({ tone }) => tone)], ["work left 19", false, []]);
});

test("away for longer than a minute, it waits at the second where it was", () => {
  const player = new Player(plan(), at(0));
  play(player, 0, 30);
  const again = new Player(plan(), at(500, { page: "b" }), JSON.parse(JSON.stringify(player.place)));
  equal(again.look(at(500, { page: "b" })).away, true);
  equal([here(again), again.running], ["work left 9", false]);
  again.toggle(at(510, { page: "b" }));
  again.look(at(512, { page: "b" }));
  equal(here(again), "work left 11");
});

test("asleep for longer than a minute it waits, too", () => {
  const player = new Player(plan(), at(0));
  play(player, 0, 30);
  equal(player.look(at(200, { naps: 2 })).away, true);
  equal([here(player), player.running], ["work left 9", false]);
});

test("paused, it stands still", () => {
  const player = new Player(plan(), at(0));
  play(player, 0, 30);
  player.toggle(at(30.5));
  equal(player.look(at(600)), { cues: [], over: false, away: false });
  equal(here(player), "work left 10");
});

test("back begins the hold again, and from its first seconds the one before", () => {
  const player = new Player(plan(), at(0));
  play(player, 0, 30);
  player.back(at(30));
  equal([here(player), player.timer.total], ["ready left 0", 5_000]);
  play(player, 30, 86);
  equal(here(player), "work right 0");
  player.back(at(86));
  equal([here(player), player.work.key], ["ready left 0", "a:1:left"]);
  player.back(at(86));
  equal(here(player), "ready left 0");
});

test("skip leaves out the set that is led to or under way", () => {
  const player = new Player(plan(), at(0));
  player.skip(at(1));
  equal([here(player), player.work.key], ["switch right 0", "a:1:right"]);
  player.next(at(2));
  player.skip(at(3));
  equal([here(player), player.work.key], ["rest left 0", "a:2:left"]);
});

test("what was logged meanwhile moves nothing", () => {
  const player = new Player(plan(), at(0));
  play(player, 0, 30);
  player.replan(plan([{ side: "left", round: 1, hold_seconds: 40 }]), at(30));
  equal([here(player), player.piece.done], ["work left 9", true]);
});

test("when its set is gone, it goes on before the first that is open", () => {
  const player = new Player(plan(), at(0));
  play(player, 0, 130);
  player.replan(runPlan([{ id: "b", drill: STRETCH, target: { amount_min: 40 }, sets: [], last: [] }]), at(130));
  equal([here(player), player.work.entryId], ["ready left 0", "b"]);
});

test("a workout with everything done is at its end", () => {
  const sets = [1, 2].flatMap((round) => ["left", "right"].map((side) => ({ side, round, hold_seconds: 40 })));
  ok(new Player(plan(sets), at(0)).piece === null);
});
