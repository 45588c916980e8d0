import { equal, near, ok, test } from "./harness.js";
import { asksForAClinician, changesOf, gapOf, linesOf, median, usualOf } from "/static/js/domain/range.js";
import { HOLD_MS, held, isOpposite, swing, upOf } from "/static/js/domain/tilt.js";

const RADIANS = Math.PI / 180;

/* A turn of `degrees` about a unit axis. */
function turned([x, y, z], axis, degrees) {
  const [a, b, c] = axis;
  const [cos, sin] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  const along = (a * x + b * y + c * z) * (1 - cos);
  return [
    x * cos + (b * z - c * y) * sin + a * along,
    y * cos + (c * x - a * z) * sin + b * along,
    z * cos + (a * y - b * x) * sin + c * along,
  ];
}

/* The angles that a phone reports whose up is so: the other way round than upOf. */
function reported([x, y, z]) {
  const beta = Math.asin(Math.max(-1, Math.min(1, y))) / RADIANS;
  if (Math.abs(z) < 1e-12 && Math.abs(x) < 1e-12) return { beta, gamma: 0 };
  // gamma stays within ±90: past that beta goes on over 90.
  if (z >= 0) return { beta, gamma: Math.atan2(-x, z) / RADIANS };
  return { beta: Math.sign(beta || 1) * 180 - beta, gamma: Math.atan2(x, -z) / RADIANS };
}

const ANGLES = [-175, -120, -91, -90, -89, -45, 0, 1, 45, 89, 90, 91, 135, 180];

test("the median and what is said are those of the shared cases", async () => {
  const { medians, lines } = await (await fetch("/tests/cases/range.json")).json();
  for (const [trials, expected] of medians) equal(median(trials), expected);
  ok(lines.length > 20);
  for (const { name, readings, gap, left, right, clinician } of lines) {
    const [line, ...more] = linesOf(readings);
    try {
      equal(more.length, 0);
      equal(gapOf(line), gap);
      equal(changesOf(line, "left"), left);
      equal(changesOf(line, "right"), right);
      equal(asksForAClinician(line), clinician);
    } catch (difference) {
      throw new Error(`${name}: ${difference.message}`);
    }
  }
});

test("readings taken in different ways never meet", () => {
  const taken = { movement: "internal_rotation", position: "seated", active: true, device: "phone", measured_by: "self" };
  const other = { movement: "external_rotation", position: "prone", active: false, device: "by_eye", measured_by: "trained" };
  for (const [name, value] of Object.entries(other)) {
    const readings = [
      { ...taken, side: "left", date: "2026-11-01", trials_degrees: [10] },
      { ...taken, [name]: value, side: "right", date: "2026-11-02", trials_degrees: [50] },
    ];
    const lines = linesOf(readings);
    equal(lines.length, 2);
    equal(lines[0].way[name], value);
    for (const line of lines) equal(gapOf(line).key, "range.gap.one");
  }
});

test("most adults is known of internal rotation seated alone", () => {
  equal(usualOf({ movement: "internal_rotation", position: "seated" }), [30, 40]);
  equal(usualOf({ movement: "internal_rotation", position: "prone" }), null);
  equal(usualOf({ movement: "external_rotation", position: "seated" }), null);
});

test("up is a direction, and the reported angles lead back to it", () => {
  for (const beta of ANGLES) {
    for (const gamma of [-90, -89.9, -30, 0, 45, 89.9, 90]) {
      const up = upOf({ beta, gamma });
      near(Math.hypot(...up), 1);
      const again = upOf(reported(up));
      for (const axis of [0, 1, 2]) near(again[axis], up[axis], 1e-9);
    }
  }
});

test("an upright phone that turns like a clock's hand is read without a jump", () => {
  const zero = upOf({ beta: 90, gamma: 0 });
  let before = 0;
  for (let degrees = 0; degrees <= 179; degrees += 1) {
    // As a phone says it: beta falls from 90, gamma leaps to its end.
    const now = swing(zero, upOf({ beta: 90 - degrees, gamma: 90 }));
    near(now.degrees, degrees, 1e-6);
    ok(Math.abs(now.degrees - before) < 1.001, `leaps at ${degrees}`);
    before = now.degrees;
  }
});

test("the angle is the turn, however the phone lies on the shin and wherever its zero is", () => {
  for (const roll of ANGLES) {
    for (const pitch of ANGLES) {
      const mount = (vector) => turned(turned(vector, [1, 0, 0], pitch), [0, 0, 1], roll);
      const zero = mount([0, 1, 0]);
      for (const degrees of [0, 3, 29.5, 60, 119]) {
        for (const way of [1, -1]) {
          const now = mount(turned([0, 1, 0], [0, 0, 1], way * degrees));
          near(swing(upOf(reported(zero)), upOf(reported(now))).degrees, degrees, 1e-5);
        }
      }
    }
  }
});

test("there and back are the same angle, and a turn's mirror image turns the other way", () => {
  const zero = [0, 1, 0];
  for (const degrees of [5, 35, 90, 170]) {
    const clockwise = turned(zero, [0, 0, 1], degrees);
    const mirrored = turned(zero, [0, 0, 1], -degrees);
    near(swing(zero, clockwise).degrees, swing(clockwise, zero).degrees);
    near(swing(zero, clockwise).degrees, swing(zero, mirrored).degrees);
    equal(swing(zero, clockwise).turn, 1);
    equal(swing(zero, mirrored).turn, -1);
    // Upside down it is the same turn.
    equal(swing([0, -1, 0], turned([0, -1, 0], [0, 0, 1], degrees)).turn, 1);
    // On the side of the shin nothing tells which way it goes.
    equal(swing(zero, turned(zero, [1, 0, 0], degrees)).turn, 0);
  }
  equal(swing(zero, zero).turn, 0);
});

test("the foot goes out for internal rotation, and each leg mirrors the other", () => {
  const internal = "internal_rotation";
  equal(isOpposite(1, { movement: internal, side: "right" }), false);
  equal(isOpposite(-1, { movement: internal, side: "right" }), true);
  equal(isOpposite(-1, { movement: internal, side: "left" }), false);
  equal(isOpposite(1, { movement: "external_rotation", side: "right" }), true);
  equal(isOpposite(1, { movement: "external_rotation", side: "left" }), false);
  equal(isOpposite(0, { movement: internal, side: "right" }), false);
});

test("still is what keeps within three degrees, and a move starts it anew", () => {
  const series = (...degrees) => degrees.map((each, index) => ({ at: index * 100, degrees: each }));
  equal(held([]), { ms: 0, degrees: null });
  equal(held(series(30)), { ms: 0, degrees: 30 });
  equal(held(series(30, 31, 30, 32, 31)), { ms: 400, degrees: 31 });
  equal(held(series(10, 20, 30, 31, 30)), { ms: 200, degrees: 30 });
  // A slow drift is not still.
  ok(held(series(...Array.from({ length: 40 }, (_, index) => index))).ms < HOLD_MS);
  equal(held(series(...Array.from({ length: 16 }, () => 33))), { ms: HOLD_MS, degrees: 33 });
});
