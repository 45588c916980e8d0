/* Which records there are, each register's fields with their defaults: docs/offline.md, "Records and registers".
   tests/cases/records.json holds this table to the server's. */

/* Parents before their children: they are sent in this order. */
export const RECORD_TYPES = {
  workout: of(null, ["times"], {
    name: { title: "", note: "" },
    times: { started_at: null, finished_at: null, date: null, time_zone: "UTC" },
    felt: { energy: null },
    origin: { source: "", routine_id: null },
  }),
  own_drill: of(null, ["about"], {
    about: { name: "", measures: [], sides: "each_side" },
    note: { note: "" },
    archived: { archived: false },
  }),
  entry: of("workout", ["plan"], {
    place: { order: 0, superset: null },
    plan: { drill_id: null, target: {}, skipped: false },
    note: { note: "" },
  }),
  set: of("entry", ["did"], {
    place: { order: 0, round: 1 },
    did: {
      kind: "working",
      side: "both",
      done_at: null,
      load_unit: "kg",
      reps: null,
      hold_seconds: null,
      duration_seconds: null,
      load_kg: null,
      band_id: null,
      breaths: null,
      cycles: null,
    },
    felt: { effort: null, pain: null },
    note: { note: "" },
  }),
  routine: of(null, ["name"], {
    name: { title: "", note: "" },
    days: { weekdays: [] },
    archived: { archived: false },
  }),
  item: of("routine", ["plan"], {
    place: { order: 0, superset: null },
    plan: { drill_id: null, target: {} },
    note: { note: "" },
  }),
  band: of(null, ["look"], {
    look: { name: "", colour: "", level: 1, pull_kg: null },
    archived: { archived: false },
  }),
  goal: of(null, ["aim"], {
    name: { title: "", colour: "" },
    aim: { period: "week", counts: "sessions", amount: 2, drill_id: null, category: "" },
    unit: { unit: "" },
    pause: { paused_from: null, paused_until: null },
    pauses: { pauses: [] },
    archived: { archived: false },
  }),
  check_in: of("goal", ["did"], {
    did: { date: null, value: null },
    note: { note: "" },
  }),
  range_check: of(null, ["did"], {
    did: {
      movement: "",
      side: "",
      position: "",
      active: true,
      device: "",
      trials_degrees: [],
      date: null,
      done_at: null,
    },
    measured: { measured_by: "self" },
    felt: { pain: null },
    note: { note: "" },
  }),
  favourite: of(null, [], {
    place: { order: 0 },
  }),
  pinned_note: of(null, ["note"], {
    note: { note: "" },
  }),
  preference: of(null, ["value"], {
    value: { value: null },
  }),
};

const RANKS = new Map(Object.keys(RECORD_TYPES).map((type, rank) => [type, rank + 1]));

/** Where a type stands in the order of sending; what this version does not know goes last. */
export const rankOf = (type) => RANKS.get(type) ?? RANKS.size + 1;

export const childTypes = (type) => Object.keys(RECORD_TYPES).filter((each) => RECORD_TYPES[each].parent === type);

/** Field values grouped into registers that are whole: what is not given stays as in `registers`, or is the default. */
export function registersOf(type, values, registers = {}) {
  const touched = {};
  const left = { ...values };
  for (const [name, defaults] of Object.entries(RECORD_TYPES[type].registers)) {
    const given = Object.keys(defaults).filter((field) => field in left);
    if (!given.length) continue;
    touched[name] = { ...defaults, ...registers[name]?.values };
    for (const field of given) {
      touched[name][field] = left[field];
      delete left[field];
    }
  }
  const unknown = Object.keys(left);
  if (unknown.length) throw new TypeError(`A ${type} has no ${unknown.join(", ")}.`);
  return touched;
}

/** A row flattened: what is not written is at its default. */
export function fields({ type, id, parent = null, registers, unsent = [] }) {
  const flat = { id, type, parent, waiting: unsent.length > 0 };
  for (const defaults of Object.values(RECORD_TYPES[type]?.registers ?? {})) Object.assign(flat, defaults);
  for (const { values } of Object.values(registers)) Object.assign(flat, values);
  return flat;
}

/** What a change is on the wire. */
export function changeOf({ type, id, parent, registers }, names = Object.keys(registers)) {
  const sent = Object.fromEntries(names.map((name) => [name, registers[name]]));
  return parent ? { type, id, parent, registers: sent } : { type, id, registers: sent };
}

function of(parent, needed, registers) {
  return { parent, needed, registers: { ...registers, deleted: { deleted: false } } };
}
