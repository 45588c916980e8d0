import { equal, near, ok, test } from "./harness.js";
import {
  extend,
  isOver,
  leftMs,
  look,
  passed,
  pause,
  resume,
  share,
  shownSeconds,
  spentSeconds,
  startCountdown,
} from "/static/js/domain/countdown.js";

/* Moments of one page, in seconds on both clocks. */
const at = (wall, { mono = wall, page = "a", naps = 0 } = {}) => ({ wall: wall * 1000, mono: mono * 1000, page, naps });

test("it runs from its timestamps, however seldom it is looked at", () => {
  const often = [1, 2, 3, 10, 11].reduce((timer, second) => look(timer, at(second)), startCountdown(30, at(0)));
  const once = look(startCountdown(30, at(0)), at(11));
  equal(leftMs(often), 19_000);
  equal(leftMs(once), 19_000);
});

test("full seconds are shown until nothing is left", () => {
  const timer = startCountdown(10, at(0));
  equal([0, 0.2, 9.9, 10, 12].map((second) => shownSeconds(look(timer, at(second)))), [10, 10, 1, 0, 0]);
  ok(!isOver(look(timer, at(9.99))));
  ok(isOver(look(timer, at(10))));
});

test("paused, it stands still, and goes on from there", () => {
  let timer = pause(startCountdown(30, at(0)), at(12));
  equal(leftMs(look(timer, at(500))), 18_000);
  timer = resume(timer, at(500));
  equal(leftMs(look(timer, at(508))), 10_000);
});

test("15 seconds more and less move the end; it never lies before now", () => {
  const timer = startCountdown(30, at(0));
  equal(leftMs(extend(timer, 15, at(20))), 25_000);
  equal(leftMs(extend(timer, -15, at(10))), 5_000);
  const ended = extend(timer, -15, at(20));
  equal([leftMs(ended), isOver(ended), spentSeconds(ended)], [0, true, 20]);
  // Over for five seconds already: more means from now.
  equal(leftMs(extend(timer, 15, at(35))), 15_000);
});

test("after sleep the wall clock is right, though the page's own clock stood still", () => {
  const timer = startCountdown(60, at(100, { mono: 5 }));
  equal(leftMs(look(timer, at(140, { mono: 6, naps: 2 }))), 20_000);
});

test("after sleep in which both clocks ran, nothing is counted twice", () => {
  equal(leftMs(look(startCountdown(60, at(0)), at(40, { naps: 1 }))), 20_000);
});

test("a clock set back in mid-rest changes nothing", () => {
  let timer = look(startCountdown(60, at(1000, { mono: 10 })), at(1010, { mono: 20 }));
  timer = look(timer, at(1010 - 3600, { mono: 25 }));
  equal(leftMs(timer), 45_000);
  // From there the set clock is believed again.
  equal(leftMs(look(timer, at(1010 - 3590, { mono: 25, naps: 2 }))), 35_000);
});

test("a clock set ahead before our eyes changes nothing", () => {
  const timer = startCountdown(60, at(1000, { mono: 10 }));
  equal(leftMs(look(timer, at(1005 + 7200, { mono: 15 }))), 55_000);
});

test("after a reload only the wall clock is left, and it cannot run backwards", () => {
  const timer = startCountdown(60, at(1000, { mono: 500 }));
  equal(leftMs(look(timer, at(1020, { mono: 1, page: "b" }))), 40_000);
  equal(leftMs(look(timer, at(900, { mono: 1, page: "b" }))), 60_000);
});

test("a small drift between the clocks is left to the wall clock", () => {
  equal(passed(at(0), at(10, { mono: 9.5 })), 10_000);
  equal(passed(at(0), at(9.5, { mono: 10 })), 9_500);
});

test("kept as JSON it is the same timer", () => {
  const timer = pause(startCountdown(45, at(3)), at(8));
  const back = JSON.parse(JSON.stringify(timer));
  equal(leftMs(look(resume(back, at(90)), at(100))), 30_000);
});

test("its share goes from nothing to all", () => {
  const timer = startCountdown(40, at(0));
  near(share(look(timer, at(10))), 0.25);
  equal(share(look(timer, at(99))), 1);
  equal(share(startCountdown(0, at(0))), 1);
});
