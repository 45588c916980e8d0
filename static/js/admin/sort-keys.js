/* Parts of a form are dragged into order; who uses the keyboard reaches the two marks beside each part instead. */
const MARKS = ".sort i[role=button]";

for (const mark of document.querySelectorAll(MARKS)) mark.tabIndex = 0;

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(MARKS) || !["Enter", " "].includes(event.key)) return;
  event.preventDefault();
  const mark = event.target;
  mark.click();
  // It moved with its part, and the focus stays on it.
  mark.focus();
});
