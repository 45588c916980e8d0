import { equal, near, ok, test, throws } from "./harness.js";

test("equal tells apart what JSON confuses", async () => {
  equal({ a: 1, b: [undefined, -0] }, { b: [undefined, -0], a: 1 });
  await throws(() => equal(-0, 0), /expected 0/);
  await throws(() => equal({ a: undefined }, {}), /undefined/);
  await throws(() => equal(Number.NaN, null), /NaN/);
  await throws(() => equal(new Set([1]), new Set([2])), /Set/);
});

test("ok and near refuse what is not so", async () => {
  ok(1);
  near(0.1 + 0.2, 0.3);
  await throws(() => ok(0), /not true/);
  await throws(() => near(Number.NaN, 0));
});

test("throws refuses a body that throws nothing or something else", async () => {
  await throws(() => throws(() => {}), /nothing was thrown/);
  await throws(() => throws(() => ok(0), /another reason/), /expected .another reason/);
});
