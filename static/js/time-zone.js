/* Tells a form where the browser believes to be. Without it the account starts in UTC and its owner can say better. */
for (const input of document.querySelectorAll("[data-time-zone]")) {
  input.value = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
