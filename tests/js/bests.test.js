import { equal, ok, test } from "./harness.js";
import { bests, recordsBroken } from "/static/js/domain/bests.js";

test("bests are those of the shared cases", async () => {
  const cases = await (await fetch("/tests/cases/bests.json")).json();
  ok(cases.length > 10);
  for (const { name, sets, bests: expected, workout, broken } of cases) {
    try {
      equal(bests(sets), expected);
      if (workout) equal(recordsBroken(sets, workout), broken);
    } catch (difference) {
      throw new Error(`${name}: ${difference.message}`);
    }
  }
});
