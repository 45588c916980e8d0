import { equal, ok, test, throws } from "./harness.js";

const DRILL = { id: "d1", slug: "clam", name: "Clamshell", aliases: [], status: "published" };
const OLD = { id: "d2", slug: "old", name: "Old clam", aliases: [], status: "archived" };
const reply = (...drills) => JSON.stringify({ drills, routines: [], bands: [], preferences: { units: "kg" } });

// Each case runs in a page of its own, so the module begins anew.
async function opened(answer) {
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(address);
    return answer();
  };
  return { asked, ...(await import("/static/js/offline/catalogue.js")) };
}

const offline = () => Promise.reject(new TypeError("Failed to fetch"));

test("it is asked for once and known by id", async () => {
  const { asked, catalogue } = await opened(() => new Response(reply(DRILL, OLD)));
  const [first, second] = await Promise.all([catalogue(), catalogue()]);
  ok(first === second);
  equal(asked, ["/log/catalogue.json"]);
  equal(first.drills.get("d1").name, "Clamshell");
  equal(first.preferences.units, "kg");
});

test("an archived drill is known but not found", async () => {
  const { catalogue } = await opened(() => new Response(reply(DRILL, OLD)));
  const { drills, find } = await catalogue();
  equal(drills.get("d2").name, "Old clam");
  equal(find("clam").map(({ id }) => id), ["d1"]);
});

test("what is kept comes at once; what is new comes the next time", async () => {
  const cache = await caches.open("catalogue");
  await cache.put("/log/catalogue.json", new Response(reply({ ...DRILL, name: "Old name" })));
  const { catalogue } = await opened(() => new Response(reply({ ...DRILL, name: "New name" })));
  equal((await catalogue()).drills.get("d1").name, "Old name");
  while ((await catalogue()).drills.get("d1").name === "Old name") await new Promise((go) => setTimeout(go));
  equal((await (await cache.match("/log/catalogue.json")).json()).drills[0].name, "New name");
});

test("without signal it is what was kept", async () => {
  const cache = await caches.open("catalogue");
  await cache.put("/log/catalogue.json", new Response(reply(DRILL)));
  const { catalogue } = await opened(offline);
  equal((await catalogue()).drills.size, 1);
});

test("without signal and with nothing kept it fails, and the next call tries again", async () => {
  let answer = offline;
  const { catalogue } = await opened(() => answer());
  await throws(catalogue, /Failed to fetch/);
  answer = () => new Response(reply(DRILL));
  equal((await catalogue()).drills.size, 1);
});

test("an error is not kept", async () => {
  const { catalogue } = await opened(() => new Response("Sorry", { status: 500 }));
  await throws(catalogue, /500/);
  const cache = await caches.open("catalogue");
  equal(await cache.match("/log/catalogue.json"), undefined);
});

test("what is kept but broken is asked for anew", async () => {
  const cache = await caches.open("catalogue");
  await cache.put("/log/catalogue.json", new Response("<html>"));
  const { catalogue } = await opened(() => new Response(reply(DRILL)));
  equal((await catalogue()).drills.size, 1);
});

test("an own drill looks like the catalogue's", async () => {
  const { asDrill, catalogue, drillOf } = await opened(() => new Response(reply(DRILL)));
  const all = await catalogue();
  const own = { id: "o1", name: "Desk swivel", measures: ["reps"], sides: "each_side", note: "Slow.", archived: false };
  equal(drillOf(all, [own], "d1"), DRILL);
  equal(drillOf(all, [own], "o1").name, "Desk swivel");
  equal(drillOf(all, [own], "nobody's"), null);
  equal(asDrill({ ...own, deleted: true }).status, "archived");
});
