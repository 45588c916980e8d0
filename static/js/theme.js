/* The one script of every page. It runs before the first paint. What a page that knows the person says, the pages that are the same for everybody
   remember on this phone: the theme, and that somebody is signed in here. Signing out forgets both. */
(function () {
  var root = document.documentElement;
  var saved = root.dataset.themeSaved;
  try {
    if ("signedIn" in root.dataset) localStorage.setItem("account", "here");
    if ("signedOut" in root.dataset && localStorage.getItem("account")) {
      localStorage.removeItem("account");
      localStorage.removeItem("theme");
    }
    if (localStorage.getItem("account")) root.dataset.account = "here";
    if (saved === "light" || saved === "dark") localStorage.setItem("theme", saved);
    else if (saved) localStorage.removeItem("theme");
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (_) {
    // Storage is blocked: the device decides.
  }

  // The browser's own offer to install waits until <install-hint> asks for it.
  addEventListener("beforeinstallprompt", function (event) {
    event.preventDefault();
    window.installPrompt = event;
  });

  // What is for the next visit comes when this page has all it needs.
  var idle = window.requestIdleCallback || setTimeout;
  addEventListener("load", function () {
    idle(function () {
      import("./visit.js");
    });
  });
})();
