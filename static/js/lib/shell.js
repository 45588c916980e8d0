/* Reading pages carry none of the logger's words; its shell, which is kept on this phone, does. */

export async function borrowWords() {
  if (document.getElementById("words")) return;
  const shell = new DOMParser().parseFromString(await (await fetch("/log/")).text(), "text/html");
  document.body.append(document.importNode(shell.getElementById("words"), true));
}
