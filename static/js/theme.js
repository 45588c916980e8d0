/* Runs before the first paint. A page that knows the person's choice says it; every other page remembers it. */
(function () {
  var root = document.documentElement;
  var saved = root.dataset.themeSaved;
  try {
    if (saved === "light" || saved === "dark") localStorage.setItem("theme", saved);
    else if (saved) localStorage.removeItem("theme");
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (_) {
    // Storage is blocked: the device decides.
  }
})();
