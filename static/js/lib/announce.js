/* What is read out by screen readers though nothing is to be seen: one polite region for the page. */

export function announce(text) {
  const place = document.getElementById("announcements") ?? region();
  // The same words twice are said twice.
  place.textContent = place.textContent === text ? `${text}\u00a0` : text;
}

function region() {
  const place = document.createElement("p");
  place.id = "announcements";
  place.className = "visually-hidden";
  place.setAttribute("role", "status");
  document.body.append(place);
  return place;
}
