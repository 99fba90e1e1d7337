// The quiet switches: the screen that stays on, the shape that moves, the page that follows. All are
// off until somebody turns them on.

import { remember, remembered } from "./prefs.js";
import { Awake } from "./wake.js";

/**
 * @param root the element with data-player
 * @param words what is said of the screen
 * @param follow called with whether the page follows the voice
 */
export function bindChoices(root, words, follow) {
  bindAwake(root, words);
  bindSwitch(root.querySelector("[data-shape]"), "shape", (on) => {
    root.toggleAttribute("data-moving", on);
  });
  bindSwitch(root.querySelector("[data-follow]"), "follow", follow);
}

function bindSwitch(box, name, turn) {
  if (!box) {
    return;
  }
  box.checked = remembered(name) === "on";
  turn(box.checked);
  box.addEventListener("change", () => {
    remember(name, box.checked ? "on" : "off");
    turn(box.checked);
  });
}

function bindAwake(root, words) {
  const box = root.querySelector("[data-awake]");
  const say = root.querySelector("[data-awake-say]");
  const awake = new Awake((held) => {
    box.checked = held === true;
    say.textContent = held === null ? "" : held ? words.awake : words.notAwake;
  });
  root.querySelector("[data-awake-row]").hidden = !awake.offered;
  box.checked = false;
  box.addEventListener("change", () => awake.want(box.checked));
}
