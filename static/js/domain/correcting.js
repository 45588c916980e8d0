/* A refused value as a field of a form, and back: what is typed in it as the wire writes it. */

const KINDS = {
  whole: ["reps", "hold_seconds", "duration_seconds", "breaths", "cycles", "pain", "energy", "level", "round"],
  decimal: ["load_kg", "effort", "pull_kg"],
  line: ["title", "name"],
  text: ["note"],
  day: ["date"],
  moment: ["done_at", "started_at", "finished_at"],
};
const WORDS = ["line", "text"];
const MEASURES = ["reps", "hold_seconds", "duration_seconds", "load_kg", "breaths", "cycles"];

/** "whole", "decimal", "line", "text", "day", "moment"; null where there is nothing to type (a list, an id). */
export function kindOf(field) {
  return Object.keys(KINDS).find((kind) => KINDS[kind].includes(field)) ?? null;
}

/** The fields that can be corrected: the one at fault; where none is (an empty set), what a set is made of. */
export function fieldsOf({ type, field }) {
  if (!field) return type === "set" ? MEASURES : [];
  return kindOf(field) ? [field] : [];
}

/** What stands in the form. What cannot stand there is left for the person to write anew. */
export function typedOf(field, value) {
  if (value === null || value === undefined) return "";
  if (kindOf(field) === "day") return /^\d{4}-\d\d-\d\d$/.test(value) ? value : "";
  if (kindOf(field) !== "moment") return String(value);
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return "";
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** As the wire writes it; undefined for what is no value of that kind. */
export function valueOf(field, typed) {
  const kind = kindOf(field);
  const text = typed.trim();
  if (WORDS.includes(kind)) return text;
  if (!text) return null;
  if (kind === "whole") return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  if (kind === "decimal") return /^\d{1,6}([.,]\d{1,3})?$/.test(text) ? text.replace(",", ".") : undefined;
  if (kind === "day") return text;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
