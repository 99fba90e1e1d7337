// After the end: at most two questions, one at a time, each asked once a sitting and left out at will.

const NEEDS_HELP = "upsetting";

export class Questions {
  /**
   * @param root the element with data-player
   * @param answered called with (item, value) of each answer
   * @param thanks what is said at the end
   */
  constructor(root, answered, thanks) {
    this.asks = [...root.querySelectorAll("[data-ask]")];
    this.help = root.querySelector("[data-finished-help]");
    this.thanks = root.querySelector("[data-thanks]");
    this.words = thanks;
    this.answered = answered;
    this.asks.forEach((ask, place) => {
      ask.querySelectorAll("button").forEach((button) => {
        button.addEventListener("click", () => this.take(ask, place, button));
      });
    });
  }

  /** A new sitting was heard to its end. */
  begin() {
    this.help.hidden = true;
    this.thanks.textContent = "";
    this.show(0);
  }

  show(place) {
    this.asks.forEach((ask, other) => {
      ask.hidden = other !== place;
    });
  }

  take(ask, place, button) {
    if (!button.hasAttribute("data-skip")) {
      this.answered(ask.dataset.ask, button.value);
      this.help.hidden = this.help.hidden && button.value !== NEEDS_HELP;
    }
    this.show(place + 1);
    const next = this.asks[place + 1];
    if (!next) {
      this.thanks.textContent = this.words;
    }
    // The focus goes on with the questions; it is never left on something hidden.
    (next ? next.querySelector("legend") : this.thanks).focus();
  }
}
