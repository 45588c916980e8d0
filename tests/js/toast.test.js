import { equal, ok, test } from "./harness.js";
import { toast } from "/static/js/lib/toast.js";

const region = () => document.querySelector("[role=status]");
const undoButton = () => region().querySelector("button");

test("a toast is said in a region that stays, and the next takes its place", () => {
  toast("Set 2 left removed");
  const place = region();
  toast("Workout deleted");
  equal(region() === place, true);
  equal([place.children.length, place.textContent], [1, "Workout deleted"]);
});

test("without anything to take back there is no button", () => {
  toast("Saved");
  equal(undoButton(), null);
});

test("Undo takes back once and says so", async () => {
  let undone = 0;
  toast("Set 2 left removed", { undo: async () => (undone += 1) });
  const button = undoButton();
  equal(button.textContent, "Undo");
  button.click();
  button.click();
  await new Promise((settled) => setTimeout(settled));
  equal([undone, region().textContent], [1, "Undone"]);
});

test("Ctrl+Z takes back too, but not out of a field", async () => {
  let undone = 0;
  const field = document.body.appendChild(document.createElement("input"));
  const press = (target) => {
    target.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true, cancelable: true }));
  };
  toast("Workout deleted", { undo: () => (undone += 1) });
  press(field);
  equal(undone, 0);
  press(document.body);
  press(document.body);
  await new Promise((settled) => setTimeout(settled));
  equal(undone, 1);
});

test("what could not be taken back says so", async () => {
  const refusal = Object.assign(new Error("full"), { name: "StorageError" });
  toast("Workout deleted", { undo: () => Promise.reject(refusal) });
  undoButton().click();
  await new Promise((settled) => setTimeout(settled));
  ok(region().textContent.startsWith("This phone would not keep that."));
  ok(region().querySelector(".toast--danger"));
});

test("a keyboard that stood on Undo is not lost with it", async () => {
  const main = document.body.appendChild(Object.assign(document.createElement("main"), { id: "main", tabIndex: -1 }));
  toast("Workout deleted", { undo: () => {} });
  undoButton().focus();
  undoButton().click();
  await new Promise((settled) => setTimeout(settled));
  equal(document.activeElement === main, true);
});
