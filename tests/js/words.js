/* Words of a case's own in place of those of the real page. Import what says them afterwards. */

export function speak(texts) {
  document.getElementById("words")?.remove();
  const script = document.createElement("script");
  script.type = "application/json";
  script.id = "words";
  script.textContent = JSON.stringify(texts);
  document.body.append(script);
}
