/* Words for a case that shows text: what the page would carry. Import what says them afterwards. */

export function speak(texts) {
  const script = document.createElement("script");
  script.type = "application/json";
  script.id = "words";
  script.textContent = JSON.stringify(texts);
  document.body.append(script);
}
