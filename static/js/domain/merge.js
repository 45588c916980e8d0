/* The merge rule, pure: docs/offline.md, "Merge". tests/cases/merge.json holds it and the server's to the same cases. */

import { compare } from "./stamps.js";

/** Both sides are {register: {stamp, values}}; neither is changed. */
export function merge(mine, incoming) {
  const registers = { ...mine };
  const changed = [];
  for (const [name, register] of Object.entries(incoming)) {
    if (name in mine && compare(register.stamp, mine[name].stamp) <= 0) continue;
    registers[name] = register;
    changed.push(name);
  }
  return { registers, changed };
}
