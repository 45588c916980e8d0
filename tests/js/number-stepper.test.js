import { equal, ok, test } from "./harness.js";
import "/static/js/elements/number-stepper.js";

function stepper({ stride = "", ...attributes } = {}) {
  document.body.replaceChildren();
  const form = document.createElement("form");
  const label = document.createElement("label");
  label.textContent = "Reps";
  label.htmlFor = "reps";
  const element = document.createElement("number-stepper");
  element.dataset.less = "Less";
  element.dataset.more = "More";
  if (stride) element.dataset.step = stride;
  const input = Object.assign(document.createElement("input"), { type: "number", id: "reps", ...attributes });
  element.append(input);
  form.append(label, element);
  document.body.append(form);
  const [less, more] = element.querySelectorAll("button");
  return { form, element, input, less, more };
}

test("the buttons count from what the field holds, and from nothing", () => {
  const { input, less, more } = stepper({ defaultValue: "10" });
  more.click();
  more.click();
  less.click();
  equal(input.value, "11");
  const empty = stepper();
  empty.more.click();
  equal(empty.input.value, "1");
});

test("the buttons stop at the field's limits and say so", () => {
  const { input, less, more } = stepper({ defaultValue: "1", min: "0", max: "2" });
  less.click();
  equal([input.value, less.disabled, more.disabled], ["0", true, false]);
  more.click();
  more.click();
  equal([input.value, less.disabled, more.disabled], ["2", false, true]);
});

test("quarters add up without a tail", () => {
  const { input, more } = stepper({ defaultValue: "0.1", step: "0.001", stride: "0.2" });
  more.click();
  equal(input.value, "0.3");
});

test("a tap is an input and a change, as if typed", () => {
  const { form, more } = stepper({ defaultValue: "3" });
  const heard = [];
  for (const name of ["input", "change"]) form.addEventListener(name, () => heard.push(name));
  more.click();
  equal(heard, ["input", "change"]);
});

test("the buttons submit nothing, carry the field's name and are passed by Tab", () => {
  const { form, less, more } = stepper();
  let sent = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sent += 1;
  });
  more.click();
  equal(sent, 0);
  equal([less.ariaLabel, more.ariaLabel], ["Less: Reps", "More: Reps"]);
  equal([less.tabIndex, more.tabIndex], [-1, -1]);
});

test("moved in the page, it keeps one pair of buttons that work once", () => {
  const { form, element, input } = stepper({ defaultValue: "5" });
  form.append(element);
  equal(element.querySelectorAll("button").length, 2);
  element.querySelector("button:last-child").click();
  equal(input.value, "6");
  ok(input.form === form);
});
