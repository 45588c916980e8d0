import { offerUpdate } from "/static/js/offline/update.js";
import { Store } from "/static/js/offline/store.js";
import { equal, test } from "./harness.js";

const OFFER = '<main id="main"></main><template id="new-version"><div class="toast"><button>Reload</button></div></template>';
const TODAY = new Date().toLocaleDateString("sv");

function page() {
  document.body.innerHTML = OFFER;
  const said = [];
  return { worker: { postMessage: (word) => said.push(word) }, said, offers: () => document.querySelectorAll(".toast").length };
}

async function workout(finished_at = null) {
  const store = new Store();
  await store.open();
  const times = { started_at: new Date().toISOString(), finished_at, date: TODAY, time_zone: "UTC" };
  await store.write([{ type: "workout", id: "00000000-0000-4000-8000-000000000001", values: times }]);
}

test("a new version is offered once, and taken over only when the person says so", async () => {
  const { worker, said, offers } = page();
  await offerUpdate(worker);
  await offerUpdate(worker);
  equal([offers(), said], [1, []]);
  document.querySelector(".toast button").click();
  await new Promise((passed) => setTimeout(passed, 50));
  equal([offers(), said], [0, ["take over"]]);
  equal(await indexedDB.databases(), []);
});

test("while a workout is open nothing is offered; when it is finished, it is", async () => {
  const { worker, offers } = page();
  await workout();
  await offerUpdate(worker);
  equal(offers(), 0);
  await workout(new Date().toISOString());
  dispatchEvent(new CustomEvent("workout-finished"));
  while (!offers()) await new Promise((passed) => setTimeout(passed));
});

test("one that was opened meanwhile is not interrupted", async () => {
  const { worker, said, offers } = page();
  await workout(new Date().toISOString());
  await offerUpdate(worker);
  equal(offers(), 1);
  await workout();
  document.querySelector(".toast button").click();
  while (offers()) await new Promise((passed) => setTimeout(passed));
  await new Promise((passed) => setTimeout(passed, 100));
  equal([offers(), said], [0, []]);
});
