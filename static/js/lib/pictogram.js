/* The drawing of a position, as components/pictogram.html has it; null for a drill that names none. */

const SPACE = "http://www.w3.org/2000/svg";
const ARCS = { internal_rotation: ["internal"], external_rotation: ["external"], both: ["internal", "external"] };

export function pictogram({ position, joint_action: action }) {
  if (!position) return null;
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("class", "pictogram");
  svg.setAttribute("viewBox", "0 0 360 300");
  svg.setAttribute("aria-hidden", "true");
  const file = document.querySelector("[data-positions]")?.dataset.positions ?? "";
  for (const name of [position, ...(ARCS[action] ?? []).map((arc) => `${position}-${arc}`)]) {
    const use = document.createElementNS(SPACE, "use");
    use.setAttribute("href", `${file}#${name}`);
    svg.append(use);
  }
  return svg;
}
