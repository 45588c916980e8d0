// Registers the cases of a *.test.js file. tests/js/test_modules.py opens a fresh page for each case and runs it by name.

const cases = new Map();

export function test(name, body) {
  if (cases.has(name)) throw new Error(`Two cases are named "${name}"`);
  cases.set(name, body);
}

export const names = () => [...cases.keys()];
export const run = (name) => cases.get(name)();

export function ok(value, message = "is not true") {
  if (!value) throw new Error(`${show(value)} ${message}`);
}

export function equal(actual, expected) {
  if (show(actual) !== show(expected)) throw new Error(`got ${show(actual)}, expected ${show(expected)}`);
}

export function near(actual, expected, tolerance = 1e-9) {
  if (!(Math.abs(actual - expected) <= tolerance)) throw new Error(`got ${actual}, expected ${expected} ± ${tolerance}`);
}

export async function throws(body, pattern = /./) {
  try {
    await body();
  } catch (error) {
    if (!pattern.test(String(error))) throw new Error(`threw ${error}, expected ${pattern}`);
    return;
  }
  throw new Error("nothing was thrown");
}

// JSON with the order of keys taken out, and with what JSON would lose or confuse.
function show(value) {
  return JSON.stringify(value, (_, inner) => {
    if (inner === undefined) return "<undefined>";
    if (typeof inner === "number" && !Number.isFinite(inner)) return `<${inner}>`;
    if (Object.is(inner, -0)) return "<-0>";
    if (inner instanceof Map || inner instanceof Set) return { [inner.constructor.name]: [...inner] };
    if (inner && typeof inner === "object" && !Array.isArray(inner)) {
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    return inner;
  });
}
