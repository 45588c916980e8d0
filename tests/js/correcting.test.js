import { equal, test } from "./harness.js";
import { fieldsOf, typedOf, valueOf } from "/static/js/domain/correcting.js";

test("the field at fault can be corrected; of an empty set, what a set is made of", () => {
  equal(fieldsOf({ type: "set", field: "reps" }), ["reps"]);
  equal(fieldsOf({ type: "set", field: "" }).includes("hold_seconds"), true);
  equal(fieldsOf({ type: "set", field: "band_id" }), []);
  equal(fieldsOf({ type: "workout", field: "" }), []);
});

test("what is typed becomes what the wire writes", () => {
  equal(valueOf("reps", " 9 "), 9);
  equal(valueOf("reps", ""), null);
  equal(valueOf("load_kg", "12,5"), "12.5");
  equal(valueOf("note", "  slow  "), "slow");
  equal(valueOf("title", ""), "");
  equal(valueOf("date", "2026-11-22"), "2026-11-22");
});

test("what is no value of its kind is no value", () => {
  for (const [field, typed] of [["reps", "-3"], ["reps", "9.5"], ["load_kg", "heavy"], ["done_at", "yesterday"]]) {
    equal(valueOf(field, typed), undefined);
  }
});

test("a moment goes into the form and comes back the same minute", () => {
  const moment = "2026-11-22T18:30:00.000Z";
  equal(valueOf("done_at", typedOf("done_at", moment)), moment);
});

test("what cannot stand in its field is left for the person to write", () => {
  equal([typedOf("date", "soon"), typedOf("done_at", "soon"), typedOf("reps", null)], ["", "", ""]);
  equal(typedOf("reps", -3), "-3");
});
