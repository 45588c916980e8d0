import { searchIndex } from "/static/js/domain/search.js";
import { equal, ok, test } from "./harness.js";

const DRILLS = [
  { id: 1, name: "90/90 Foot Lift", aliases: ["Rear foot lift-off"], muscles: ["Gluteus medius"], equipment: ["Mat"], also: ["Seated"] },
  { id: 2, name: "Band Lying Hip Internal Rotation", aliases: ["Prone banded IR"], muscles: ["Gluteus medius"], equipment: ["Long band"], also: ["Internal rotation", "Prone"] },
  { id: 3, name: "Side-Lying Clamshell", aliases: ["Clam"], muscles: ["Gluteus maximus"], equipment: ["Loop band"], also: ["External rotation"] },
  { id: 4, name: "Squatting Internal Rotations", aliases: [], muscles: [], equipment: [], also: ["Internal rotation"] },
  { id: 5, name: "Étirement de la hanche", aliases: ["Runner’s turn"], muscles: [], equipment: [], also: [] },
];
const find = searchIndex(DRILLS);
const ids = (text) => find(text).map(({ id }) => id);

test("no text finds everything, in order", () => {
  equal(ids(""), [1, 2, 3, 4, 5]);
  equal(ids("  "), [1, 2, 3, 4, 5]);
});

test("the beginning of a word is enough", () => {
  equal(ids("clam"), [3]);
  equal(ids("squ"), [4]);
  equal(ids("hip inter"), [2]);
});

test("a name is worth more than an alias, a muscle or a trait", () => {
  equal(ids("band")[0], 2);
  equal(ids("internal").slice(0, 2), [2, 4]);
  equal(ids("rotation").at(-1), 3);
});

test("every word has to be answered", () => {
  equal(ids("gluteus mat"), [1]);
  equal(ids("clamshell prone"), []);
});

test("capitals, accents, hyphens and apostrophes do not matter", () => {
  equal(ids("ETIREMENT"), [5]);
  equal(ids("sidelying"), [3]);
  equal(ids("runners turn"), [5]);
  equal(ids("90/90"), [1]);
});

test("a whole alias comes first", () => {
  equal(ids("prone banded ir")[0], 2);
  equal(ids("clam")[0], 3);
});

test("a slip of the finger is forgiven", () => {
  equal(ids("clamshel"), [3]);
  equal(ids("clmashell"), [3]);
  equal(ids("internel")[0], 2);
  equal(ids("squating"), [4]);
  equal(ids("gluteos")[0], 1);
});

test("a short word that begins nothing finds nothing", () => {
  equal(ids("xyz"), []);
  equal(ids("zzzzzz"), []);
});

test("words that every drill has tell nothing", () => {
  equal(ids("the clam drill"), [3]);
  ok(Array.isArray(ids("drill")));
});

test("what hips feel like finds what the shared cases say", async () => {
  const { drills, cases } = await (await fetch("/tests/cases/search.json")).json();
  const search = searchIndex(drills);
  ok(cases.length > 5);
  for (const { typed, found } of cases) equal([typed, ...search(typed).map(({ name }) => name).sort()], [typed, ...found]);
});
