/* The logger: /log/. */

import "./elements/log-notice.js";
import "./elements/sync-pill.js";
import { Router } from "./lib/router.js";
import { openStore } from "./offline/store.js";

const router = new Router({
  outlet: document.getElementById("screen"),
  store: await openStore(),
  screens: {
    start: () => import("./elements/log-start.js"),
    routines: () => import("./elements/log-routines.js"),
    routine: () => import("./elements/log-routine.js"),
    "routine-add": () => import("./elements/log-routine-add.js"),
    bands: () => import("./elements/log-bands.js"),
    settings: () => import("./elements/log-settings.js"),
    workout: () => import("./elements/log-workout.js"),
    add: () => import("./elements/log-add.js"),
    finish: () => import("./elements/log-finish.js"),
    history: () => import("./elements/log-history.js"),
    deleted: () => import("./elements/log-deleted.js"),
    waiting: () => import("./elements/log-waiting.js"),
    run: () => import("./elements/log-run.js"),
    range: () => import("./elements/log-range.js"),
    "range-check": () => import("./elements/log-range-check.js"),
  },
});
await router.start();
router.warm();
