/* Days of the week by their number, as records have them: 0 is Monday. */

const lang = document.documentElement.lang || "en";
const shapes = new Map(["narrow", "short", "long"].map((weekday) => [weekday, new Intl.DateTimeFormat(lang, { weekday, timeZone: "UTC" })]));
const MONDAY = Date.UTC(2024, 0, 1);

/** Monday, Mon or M. */
export const nameOf = (day, shape = "long") => shapes.get(shape).format(MONDAY + day * 86_400_000);

/** The seven, beginning with the day that weeks start on. */
export const week = (start = 0) => Array.from({ length: 7 }, (_, place) => (start + place) % 7);

/** “Mon, Thu” */
export const daysOf = (days) => [...days].sort().map((day) => nameOf(day, "short")).join(", ");

/** The number of the day it is where the phone is. */
export const todays = (moment = new Date()) => (moment.getDay() + 6) % 7;
