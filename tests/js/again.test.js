import { equal, test } from "./harness.js";
import { oneAtATime } from "/static/js/lib/again.js";

test("what changes during a look is looked at once more, however often", async () => {
  const looks = [];
  let go;
  const again = oneAtATime(() => {
    looks.push("look");
    return new Promise((resolve) => (go = resolve));
  });
  const first = again();
  again();
  again();
  equal(looks.length, 1);
  go();
  await new Promise((settled) => setTimeout(settled));
  equal(looks.length, 2);
  go();
  await first;
  again();
  equal(looks.length, 3);
});
