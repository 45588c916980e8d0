/* The phone's tilt sensor. Some phones ask the person first, and only in answer to a tap. */

export const asksFirst = () => typeof globalThis.DeviceOrientationEvent?.requestPermission === "function";

/** "granted", "refused" or "absent". */
export async function askForTilt() {
  const kind = globalThis.DeviceOrientationEvent;
  if (!kind) return "absent";
  if (!kind.requestPermission) return "granted";
  try {
    return (await kind.requestPermission()) === "granted" ? "granted" : "refused";
  } catch (refusal) {
    if (refusal.name !== "NotAllowedError") throw refusal;
    return "refused";
  }
}

/** Calls back with {beta, gamma}; a device without the sensor sends nothing, or nothing but nulls. */
export function watchTilt(tell, signal) {
  const heard = ({ beta, gamma }) => beta !== null && gamma !== null && tell({ beta, gamma });
  addEventListener("deviceorientation", heard, { signal });
}
