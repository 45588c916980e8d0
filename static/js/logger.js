/* The logger: /log/. */

import "./elements/sync-pill.js";
import { Router } from "./lib/router.js";

const router = new Router({
  outlet: document.getElementById("screen"),
  store: null,
  screens: {
    start: () => import("./elements/log-start.js"),
  },
});
router.start();
