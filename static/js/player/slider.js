// The place in the session: a slider that a tired hand or a keyboard can move, back but not ahead.

const STEP_S = 15;
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 };

export class Slider {
  /**
   * @param input the range input
   * @param acts {seek(to, source), tooFar()}
   */
  constructor(input, acts) {
    this.input = input;
    this.acts = acts;
    this.dragging = false;
    this.at = 0;
    this.limit = 0;
    input.addEventListener("input", () => this.onInput());
    input.addEventListener("change", () => {
      this.dragging = false;
      this.acts.seek(Number(input.value), "ui");
    });
    input.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Where the sound is, how far one may go, and the place in words. */
  show(at, limit, words) {
    this.at = at;
    this.limit = limit;
    const { input } = this;
    if (!this.dragging) {
      input.value = Math.floor(at);
    }
    if (input.getAttribute("aria-valuetext") !== words) {
      input.setAttribute("aria-valuetext", words);
    }
    input.style.setProperty("--at", `${(input.value / input.max) * 100}%`);
  }

  /** Back or ahead by hand; never past what has been heard, unless the protocol allows it. */
  move(seconds, source) {
    const to = Math.max(0, this.at + seconds);
    if (to > this.limit && seconds > 0) {
      this.acts.tooFar();
    }
    this.acts.seek(Math.min(to, Math.max(this.limit, 0)), source);
  }

  onInput() {
    this.dragging = true;
    if (Number(this.input.value) > this.limit) {
      this.input.value = this.limit;
      this.acts.tooFar();
    }
  }

  onKey(event) {
    if (event.key in KEYS) {
      event.preventDefault();
      this.move(KEYS[event.key] * STEP_S, "keyboard");
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      this.acts.seek(event.key === "Home" ? 0 : this.limit, "keyboard");
    }
  }
}
