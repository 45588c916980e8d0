/* A phone as an inclinometer: how far it was turned since it was set to zero, from the direction of gravity alone.
   docs/progress.md says why it is reckoned so. */

const RADIANS = Math.PI / 180;
// Whoever holds a leg trembles by a degree or two.
const STEADY_DEGREES = 3;

export const HOLD_MS = 1_500;

/** Which way is up, in the phone's own axes: x to the right of the screen, y to its upper edge, z out of it.
    beta and gamma in degrees, as the event "deviceorientation" has them. */
export function upOf({ beta, gamma }) {
  const [b, g] = [beta * RADIANS, gamma * RADIANS];
  return [-Math.cos(b) * Math.sin(g), Math.sin(b), Math.cos(b) * Math.cos(g)];
}

/** {degrees, turn}: degrees from 0 to 180, however the phone lies on the shin. turn: 1 where the phone turned clockwise for who
    looks at its screen, -1 against the clock, 0 where it turned about another axis (on the side of the shin, say). */
export function swing(zero, now) {
  const axis = cross(zero, now);
  const size = Math.hypot(...axis);
  const facing = axis[2] / (size || 1);
  return {
    degrees: Math.atan2(size, dot(zero, now)) / RADIANS,
    turn: Math.abs(facing) < 0.5 ? 0 : Math.sign(facing),
  };
}

/** Whether a turn goes the way that is measured. Seen from the knee, internal rotation carries the right foot clockwise. */
export function isOpposite(turn, { movement, side }) {
  const inward = side === "right" ? 1 : -1;
  return turn === (movement === "internal_rotation" ? -inward : inward);
}

/** Of readings {at, degrees}, oldest first: how long the latest ones have kept still, and the middle of those. */
export function held(readings) {
  let low = Infinity;
  let high = -Infinity;
  const still = [];
  for (const reading of readings.toReversed()) {
    low = Math.min(low, reading.degrees);
    high = Math.max(high, reading.degrees);
    if (high - low > STEADY_DEGREES) break;
    still.push(reading);
  }
  if (!still.length) return { ms: 0, degrees: null };
  const degrees = still.map((reading) => reading.degrees).sort((a, b) => a - b)[still.length >> 1];
  return { ms: still[0].at - still.at(-1).at, degrees };
}

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
