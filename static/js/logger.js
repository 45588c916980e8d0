/* The logger: /log/. */

import "./elements/sync-pill.js";
import { Router } from "./lib/router.js";
import { openStore } from "./offline/store.js";

const router = new Router({
  outlet: document.getElementById("screen"),
  store: await openStore(),
  screens: {
    start: () => import("./elements/log-start.js"),
    workout: () => import("./elements/log-workout.js"),
    add: () => import("./elements/log-add.js"),
  },
});
router.start();
