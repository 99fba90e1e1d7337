// What a person chose on this device: small wishes, kept where the browser allows it.

const NAMES = {
  sound: "player-sound",
  shape: "player-shape",
  follow: "player-follow",
  wifi: "player-wifi",
};

/** What was chosen last time, or null. */
export function remembered(name) {
  try {
    return localStorage.getItem(NAMES[name]);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(NAMES[name], value);
  } catch {
    // the choice is not remembered then
  }
}
