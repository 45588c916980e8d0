/* Short tones, made here: no file to fetch. [hertz, seconds, after the last one]. And a buzz where the phone has one. */

const TONES = {
  ready: [[523, 0.09]],
  start: [[880, 0.32]],
  beat: [[392, 0.05]],
  half: [[659, 0.12]],
  tick: [[523, 0.06]],
  switch: [[659, 0.16], [494, 0.26]],
  done: [[659, 0.12], [880, 0.26]],
  finish: [[523, 0.14], [659, 0.14], [880, 0.42]],
};
const BUZZES = { start: [160], switch: [90, 70, 90], done: [240], finish: [240, 90, 240] };
const QUIET = { beat: 0.12, tick: 0.2, ready: 0.2 };
const LOUD = 0.3;
const EDGE_SECONDS = 0.012;

let speaker = null;

/** `quiet` leaves the buzz. Before the first touch of the page a browser allows neither. */
export function sound(name, { quiet = false } = {}) {
  if (!TONES[name] || navigator.userActivation?.hasBeenActive === false) return;
  if (BUZZES[name]) navigator.vibrate?.(BUZZES[name]);
  if (quiet) return;
  speaker ??= globalThis.AudioContext ? new AudioContext() : null;
  if (!speaker) return;
  // A phone call or a locked screen suspends it.
  if (speaker.state !== "running") speaker.resume().catch(() => {});
  let at = speaker.currentTime;
  for (const [hertz, seconds] of TONES[name]) {
    tone(hertz, at, seconds, QUIET[name] ?? LOUD);
    at += seconds;
  }
}

function tone(hertz, at, seconds, loudness) {
  const voice = new OscillatorNode(speaker, { type: "triangle", frequency: hertz });
  const volume = new GainNode(speaker, { gain: 0 });
  // Without soft edges each tone would click.
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + EDGE_SECONDS);
  volume.gain.setValueAtTime(loudness, at + seconds - EDGE_SECONDS);
  volume.gain.linearRampToValueAtTime(0, at + seconds);
  voice.connect(volume).connect(speaker.destination);
  voice.start(at);
  voice.stop(at + seconds);
}
