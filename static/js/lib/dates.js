/* Days and times in the page's language. One formatter for each shape: making one costs more than a hundred uses. */

const lang = document.documentElement.lang || "en";
// As the server writes them: Thursday 12 November, not November 12.
const language = lang === "en" ? "en-GB" : lang;
const shape = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
const FULL = shape({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const SHORT = shape({ day: "numeric", month: "short" });
const SHORT_OF_ANOTHER_YEAR = shape({ day: "numeric", month: "short", year: "numeric" });
const MONTH = shape({ month: "long", year: "numeric" });
const WEEKDAY = shape({ weekday: "short" });

/** A local day, "2026-11-12", has no zone: it is read and written in one that never shifts it. */
const dayAt = (day) => new Date(`${day}T00:00:00Z`);

export const fullDay = (day) => FULL.format(dayAt(day)).replace(",", "");
export const monthOf = (day) => MONTH.format(dayAt(day));
export const weekdayOf = (day) => WEEKDAY.format(dayAt(day));

/** 12 Nov; with its year where that is another. */
export function shortDay(day, today = localDay()) {
  return (day.slice(0, 4) === today.slice(0, 4) ? SHORT : SHORT_OF_ANOTHER_YEAR).format(dayAt(day));
}

/** 17:40, on the clock of where it was; a zone that this browser does not know is taken for here. */
export function clockTime(moment, timeZone) {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone }).format(new Date(moment));
  } catch (unknown) {
    if (unknown instanceof RangeError) return new Intl.DateTimeFormat(language, options).format(new Date(moment));
    throw unknown;
  }
}

/** The day as it is where the phone is. */
export function localDay(moment = Date.now()) {
  const date = new Date(moment);
  return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())).toISOString().slice(0, 10);
}
