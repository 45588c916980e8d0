/* Kilograms are stored as text with three decimals, exactly enough for every quarter-pound; workouts/units.py does the
   same on the server. Whole numbers only (BigInt): a float would let a gram slip. */

const LB_IN_TEN_MICROGRAMS = 45_359_237n;
const WRITTEN = /^\d{0,9}(?:\.\d{0,6})?$/;

/** "12,5" typed in kg or lb, as kilograms: "12.500". Null where it is no number. */
export function kgFrom(typed, unit) {
  const text = typed.trim().replace(",", ".");
  if (!WRITTEN.test(text) || !/\d/.test(text)) return null;
  const [whole, part = ""] = text.split(".");
  const millionths = BigInt(whole || 0) * 1_000_000n + BigInt(part.padEnd(6, "0"));
  const grams =
    unit === "lb" ? rounded(millionths * LB_IN_TEN_MICROGRAMS, 100_000_000_000n) : rounded(millionths, 1000n);
  return fixed(grams, 3);
}

/** Kilograms as a plain number in the unit: "12.5". Pounds to the quarter where that is what was typed. */
export function loadIn(kilograms, unit) {
  const grams = gramsOf(kilograms);
  if (unit !== "lb") return showNumber(fixed(grams, 3));
  const quarters = rounded(grams * 400_000n, LB_IN_TEN_MICROGRAMS);
  if (rounded(quarters * LB_IN_TEN_MICROGRAMS, 400_000n) === grams) return showNumber(fixed(quarters * 25n, 2));
  return showNumber(fixed(rounded(grams * 10_000_000n, LB_IN_TEN_MICROGRAMS), 2));
}

export const showLoad = (kilograms, unit) => `${loadIn(kilograms, unit)} ${unit}`;

/** "12.500" is 12.5. */
export function showNumber(text) {
  const number = String(text);
  return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
}

function gramsOf(kilograms) {
  const [whole, part = ""] = String(kilograms).split(".");
  return BigInt(whole) * 1000n + BigInt(part.padEnd(3, "0").slice(0, 3));
}

/** Halves go to the even neighbour, as Python's decimals do. */
function rounded(amount, by) {
  const whole = amount / by;
  const twice = (amount % by) * 2n;
  return twice > by || (twice === by && whole % 2n === 1n) ? whole + 1n : whole;
}

function fixed(amount, places) {
  const digits = amount.toString().padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
