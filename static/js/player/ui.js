// What the page shows of the player. All words come from the server, in the person's language.

import { Along } from "./along.js";
import { Slider } from "./slider.js";

const STEP_S = 15;
const ALMOST_OVER_S = 45;
const SECTIONS = ["stage", "stopping", "stopped", "resting", "finished"];

export class View {
  /**
   * @param root the element with data-player
   * @param setup what the server gave
   * @param acts {toggle, restart, seek, sound, stop, reason, worse, goOn, sample}: what a press does
   */
  constructor(root, setup, acts) {
    this.root = root;
    this.words = setup.words;
    this.acts = acts;
    this.said = "";
    this.slider = new Slider(this.part("slider"), {
      seek: acts.seek,
      tooFar: () => this.say(this.words.tooFar),
    });
    this.along = new Along(root, (start) => acts.seek(start, "chapter"));
    this.bind();
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  /** Take the page over from the plain player. */
  begin() {
    this.part("plain").hidden = true;
    this.part("audio").controls = false;
    this.part("quiet").hidden = typeof this.part("dark").showModal !== "function";
    this.root.dataset.ready = "";
  }

  bind() {
    const { acts } = this;
    const press = (name, act) => {
      const part = this.part(name);
      if (part) {
        part.addEventListener("click", act);
      }
    };
    press("play", () => acts.toggle());
    press("again", () => acts.restart());
    press("hear-again", () => acts.restart());
    press("back", () => this.slider.move(-STEP_S, "ui"));
    press("ahead", () => this.slider.move(STEP_S, "ui"));
    press("go-on", () => acts.goOn());
    press("carry-on", () => acts.goOn());
    press("no-reason", () => acts.reason(""));
    press("try", () => acts.sample());
    press("quiet", () => this.part("dark").showModal());
    press("light", () => this.part("dark").close());
    press("stop", (event) => {
      event.preventDefault();
      acts.stop();
    });
    this.part("worse").addEventListener("submit", (event) => {
      event.preventDefault();
      acts.worse();
    });
    for (const button of this.part("stop-form").querySelectorAll("[name=reason]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        acts.reason(button.value);
      });
    }
    for (const input of this.root.querySelectorAll("[name=sound]")) {
      input.addEventListener("change", () => acts.sound(input));
    }
  }

  /** Where the sound is, how far one may go, and what is being done. */
  showPlace(player, limit) {
    const at = player.position;
    const last = this.words.at.length - 1;
    this.slider.show(at, limit, this.words.at[Math.min(Math.floor(at / 60), last)]);
    const left = player.duration - at;
    const minutes = left < ALMOST_OVER_S ? 0 : Math.min(Math.max(Math.round(left / 60), 1), last);
    text(this.part("left"), this.words.left[minutes]);
    const share = Math.min(at / player.duration, 1) * 1000;
    write(this.part("ring"), "stroke-dasharray", `${share.toFixed(1)} 1000`);
    write(this.part("ring"), "visibility", share > 1 ? "visible" : "hidden");
    this.along.show(at, limit);
  }

  showState(player) {
    const { state } = player;
    this.root.dataset.state = state;
    if (state !== "ready") {
      text(this.part("play-label"), player.playing ? this.words.pause : this.words.play);
      this.hide("again-row");
    }
    if (player.playing) {
      this.hide("before");
    }
    this.part("chapter").hidden = state === "ready" || !this.along.chapters.length;
  }

  /** Hide a part for good; the focus, where it was inside, goes on to the play button. */
  hide(name) {
    const part = this.part(name);
    if (part && !part.hidden) {
      const inside = part.contains(document.activeElement);
      part.hidden = true;
      if (inside) {
        this.part("play").focus();
      }
    }
  }

  /** One of SECTIONS. The focus is never left on something hidden. */
  showSection(name, focus = null) {
    const hadFocus = this.root.contains(document.activeElement);
    for (const other of SECTIONS) {
      this.part(other).hidden = other !== name;
    }
    this.root.dataset.section = name;
    if (hadFocus) {
      (focus || this.part(name).querySelector("h2") || this.part("play")).focus();
    }
  }

  shows(section) {
    return !this.part(section).hidden;
  }

  /** Saved and waiting minutes stand in every section. */
  showSaved(sentences, minutes, waiting) {
    text(this.part("saved"), `${sentences[minutes]} ${waiting}`.trim());
    const short = `${minutes ? sentences[minutes] : ""} ${waiting}`.trim();
    this.root.querySelectorAll("[data-saved-too]").forEach((element) => text(element, short));
  }

  showHelp(needed) {
    this.part("stopped-help").hidden = !needed;
  }

  showSignedOut(signedOut) {
    this.part("sign-in").hidden = !signedOut;
  }

  /** Said aloud by screen readers too, so only when something has changed. */
  say(words) {
    if (words !== this.said) {
      this.said = words;
      text(this.part("say"), words);
      text(this.part("dark-say"), words);
    }
  }

  /** What became of the try of the volume. */
  sayOfSample(words) {
    text(this.part("try-say"), words);
  }
}

function text(element, words) {
  if (element && element.textContent !== words) {
    element.textContent = words;
  }
}

function write(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
