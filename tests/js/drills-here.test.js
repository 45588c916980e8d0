import { narrowed, showDrillsHere } from "/static/js/elements/drills-here.js";
import { equal, ok, test } from "./harness.js";

const clam = {
  ...{ id: "1", slug: "clam", name: "Clamshell", aliases: [], status: "published", joint_action: "external_rotation" },
  ...{ position: "side_lying", level: "beginner", category: "strength", sides: "each_side", gear: ["loop", "mat"] },
  ...{ needs_nothing: false, also: ["External rotation", "On the side", "Beginner", "Strength"], poster: null },
};
const lift = { ...clam, id: "2", slug: "lift", name: "Foot lift", position: "seated", gear: ["mat"], needs_nothing: true };
const FILTER = `<drill-filter data-count-one="{count} drill" data-count-other="{count} drills">
  <input type="search" name="q"><input type="checkbox" name="position" value="seated"><p data-part="count"></p>
  <div data-part="results"></div>
  <template data-part="row"><li><a><div class="poster"></div><h2 class="row__title"></h2><p class="row__line"></p><p class="row__line"></p></a></li></template>
  <template data-part="nothing"><div>No drill</div></template></drill-filter>`;

const ids = (query) => narrowed([clam, lift], new URLSearchParams(query)).map(({ id }) => id);

function page(answer) {
  document.body.innerHTML = FILTER;
  globalThis.fetch = answer;
  return document.querySelector("drill-filter");
}

test("options of a group widen, groups narrow", () => {
  equal(ids(""), ["1", "2"]);
  equal(ids("position=seated"), ["2"]);
  equal(ids("position=seated&position=side_lying"), ["1", "2"]);
  equal(ids("position=seated&equipment=loop"), []);
});

test("no equipment is a choice of its own", () => {
  equal(ids("equipment=none"), ["2"]);
  equal(ids("equipment=none&equipment=loop"), ["1", "2"]);
});

test("the list shows what was found, and the form what was asked", async () => {
  const reply = JSON.stringify({ drills: [clam, lift], routines: [] });
  const filter = page(async () => new Response(reply));
  ok(await showDrillsHere(filter, "http://localhost/drills/?q=lift&position=seated"));
  equal([...filter.querySelectorAll("li")].map((row) => row.querySelector("a").pathname), ["/drills/lift/"]);
  equal([...filter.querySelectorAll(".row__line")].map((line) => line.textContent), ["External rotation · Strength", "On the side · Beginner"]);
  equal(filter.querySelector('[data-part="count"]').textContent, "1 drill");
  equal([filter.querySelector('[type="search"]').value, filter.querySelector('[type="checkbox"]').checked], ["lift", true]);
  ok(await showDrillsHere(filter, "http://localhost/drills/?q=zzz"));
  equal(filter.querySelector('[data-part="results"]').textContent, "No drill");
  equal(filter.querySelector('[data-part="count"]').textContent, "0 drills");
});

test("where the phone holds no catalogue nothing changes", async () => {
  const filter = page(() => Promise.reject(new TypeError("Failed to fetch")));
  equal(await showDrillsHere(filter, "http://localhost/drills/?q=lift"), false);
  equal(filter.querySelector('[data-part="count"]').textContent, "");
});
