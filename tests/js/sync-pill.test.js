import { equal, ok, test } from "./harness.js";
import "/static/js/elements/sync-pill.js";
import { pillOf } from "/static/js/domain/status.js";

class Store extends EventTarget {
  status = { place: "phone", waiting: 0, refused: 0 };

  become(status) {
    this.status = { waiting: 0, refused: 0, ...status };
    this.dispatchEvent(new Event("status"));
  }
}

function pillIn(store) {
  const screen = document.createElement("div");
  screen.store = store;
  const pill = document.createElement("sync-pill");
  screen.append(pill);
  document.body.append(screen);
  return pill;
}

test("the pill finds the store on its screen and follows it", () => {
  const store = new Store();
  const pill = pillIn(store);
  equal(pill.textContent, "Saved on this phone");
  store.become({ place: "waiting", waiting: 3 });
  equal(pill.textContent, "3 waiting");
  store.become({ place: "saved" });
  equal(pill.textContent, "Saved");
});

test("what needs the person is a link to where they can act", () => {
  const store = new Store();
  const pill = pillIn(store);
  store.become({ place: "saved" });
  equal(pill.querySelector("a"), null);
  store.become({ place: "refused", waiting: 5, refused: 1 });
  equal(pill.textContent, "1 refused: see why");
  equal(pill.querySelector("a").getAttribute("href"), "#waiting");
  ok(pill.querySelector(".sync--danger"));
});

test("a pill that was taken away no longer follows", () => {
  const store = new Store();
  const pill = pillIn(store);
  pill.remove();
  store.become({ place: "waiting", waiting: 3 });
  equal(pill.textContent, "Saved on this phone");
});

test("nothing waits: offline and signed out are said quietly", () => {
  equal(pillOf({ place: "offline", waiting: 0 }).words, "sync.offline-idle");
  equal(pillOf({ place: "offline", waiting: 0 }).kind, "");
  equal(pillOf({ place: "offline", waiting: 2 }).kind, "wait");
  equal(pillOf({ place: "signed-out", waiting: 0 }).words, "sync.signed-out-idle");
  equal(pillOf({ place: "signed-out", waiting: 4 }).count, 4);
});

test("a place that a later store may name is shown as saved, never as an error", () => {
  equal(pillOf({ place: "somewhere" }).words, "sync.saved");
});
