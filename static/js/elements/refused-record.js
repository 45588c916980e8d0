/* <refused-record>: what the account would not take, why, and what the person can do: correct it, save it, drop it. */

import { fieldsOf, kindOf, typedOf, valueOf } from "../domain/correcting.js";
import { copy, fill, part } from "../lib/copy.js";
import { localDay, shortDay } from "../lib/dates.js";
import { download } from "../lib/files.js";
import { kept, toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { dropRefused, whereabouts } from "../offline/whereabouts.js";

/** The element for one of store.refusals(). */
export async function refusedRecord(store, refusal) {
  const { drill, workout } = await whereabouts(store, refusal);
  const { type, record, field, detail, held } = refusal;
  const element = copy("refused-record", {
    name: type === "set" ? say(`refused.set-${record.side}`, { set: record.round }) : say(`refused.${type}`),
    where: [drill, workout && (workout.title || shortDay(workout.date))].filter(Boolean).join(" · "),
    why: [worded(field, record[field]), detail].filter(Boolean).join(": "),
    held: held ? say("refused.held", { count: held }) : "",
  });
  part(element, "acts").querySelector('[data-act="correct"]').hidden = !fieldsOf(refusal).length;
  return Object.assign(element, { store, refusal });
}

/* “Reps -3”; a long text only by its name. */
function worded(field, value) {
  if (!field || !kindOf(field)) return "";
  const text = typedOf(field, value) || String(value ?? "");
  return text.length > 60 ? say(`field.${field}`) : `${say(`field.${field}`)} ${text}`.trim();
}

class RefusedRecord extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.addEventListener("click", (event) => this.#clicked(event.target.closest("[data-act]")?.dataset.act), { signal });
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  #clicked(act) {
    if (act === "correct") this.#open();
    if (act === "close") this.#close();
    if (act === "file") this.#save();
    if (act === "drop") this.#drop();
  }

  async #save() {
    const { type, id } = this.refusal;
    download(await this.store.toFile([[type, id]]), `swivel-${type}-${localDay()}.json`);
  }

  async #drop() {
    const { type, id } = this.refusal;
    const undo = await kept(dropRefused(this.store, type, id));
    if (!undo) return;
    toast(say("refused.dropped"), { undo });
    document.getElementById("main").focus({ preventScroll: true });
  }

  #open() {
    const { record } = this.refusal;
    const rows = fieldsOf(this.refusal).map((field) => fieldRow(field, record[field]));
    fill(this, { fields: rows });
    part(this, "form").hidden = false;
    part(this, "acts").hidden = true;
    rows[0].querySelector("input, textarea").focus();
  }

  #close() {
    part(this, "form").hidden = true;
    part(this, "acts").hidden = false;
    this.querySelector('[data-act="correct"]').focus();
  }

  async #submitted(event) {
    event.preventDefault();
    const values = {};
    for (const input of part(this, "fields").querySelectorAll("input, textarea")) {
      const value = valueOf(input.name, input.value);
      if (value === undefined) return wrong(input);
      values[input.name] = value;
    }
    const { type, id } = this.refusal;
    part(this, "form").hidden = true;
    if (await kept(this.store.fix(type, id, values))) toast(say("refused.fixed"));
    else this.#open();
  }
}

const INPUT = { day: "date", moment: "datetime-local" };
const PAD = { whole: "numeric", decimal: "decimal" };

function fieldRow(field, value) {
  const kind = kindOf(field);
  const input = document.createElement(kind === "text" ? "textarea" : "input");
  input.id = `correct-${field}-${Math.random().toString(36).slice(2)}`;
  input.name = field;
  if (INPUT[kind]) input.type = INPUT[kind];
  if (PAD[kind]) input.inputMode = PAD[kind];
  input.value = typedOf(field, value);
  const row = copy("refused-field", { label: say(`field.${field}`) });
  part(row, "label").htmlFor = input.id;
  part(row, "label").after(input);
  return row;
}

function wrong(input) {
  const error = input.closest(".field").querySelector('[data-part="error"]');
  error.id = `${input.id}-error`;
  error.hidden = false;
  error.textContent = say(`wrong-kind.${kindOf(input.name)}`);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", error.id);
  input.focus();
}

customElements.define("refused-record", RefusedRecord);
