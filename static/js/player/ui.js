// What the page shows of the player. All words come from the server, in the person's language.

const STEP_S = 15;
const ALMOST_OVER_S = 45;
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 };

export class View {
  /**
   * @param root the element with data-player
   * @param setup what the server gave
   * @param acts {toggle, restart, seek, sound, stop, reason, goOn, hearAgain}: what a press does
   */
  constructor(root, setup, acts) {
    this.root = root;
    this.setup = setup;
    this.words = setup.words;
    this.acts = acts;
    this.limit = 0;
    this.dragging = false;
    this.said = "";
    this.timed = this.all("[data-transcript] [data-start]").map((element) => ({
      start: Number(element.dataset.start),
      element,
    }));
    this.chapters = this.all("[data-chapters] [data-start]").map((element) => ({
      start: Number(element.dataset.start),
      title: element.querySelector(".chapters__title").textContent,
      element,
    }));
    this.bind();
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  all(selector) {
    return [...this.root.querySelectorAll(selector)];
  }

  /** Take the page over from the plain player. */
  begin() {
    this.part("plain").hidden = true;
    this.part("audio").controls = false;
    this.part("quiet").hidden = typeof this.part("dark").showModal !== "function";
    this.root.dataset.ready = "";
  }

  bind() {
    const press = (name, act) => this.part(name)?.addEventListener("click", act);
    press("play", () => this.acts.toggle());
    press("again", () => this.acts.restart());
    press("hear-again", () => this.acts.restart());
    press("back", () => this.move(-STEP_S, "ui"));
    press("go-on", () => this.acts.goOn());
    press("no-reason", () => this.acts.reason(""));
    press("quiet", () => this.part("dark").showModal());
    press("light", () => this.part("dark").close());
    press("stop", (event) => {
      event.preventDefault();
      this.acts.stop();
    });
    this.part("stop-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.acts.reason(event.submitter ? event.submitter.value : "other");
    });
    this.root.querySelectorAll("[name=sound]").forEach((input) => {
      input.addEventListener("change", () => this.acts.sound(input));
    });
    for (const chapter of this.chapters) {
      const go = chapter.element.querySelector("[data-go]");
      go.addEventListener("click", () => this.acts.seek(chapter.start, "chapter"));
    }
    this.bindSlider(this.part("slider"));
  }

  bindSlider(slider) {
    slider.addEventListener("input", () => {
      this.dragging = true;
      if (Number(slider.value) > this.limit) {
        slider.value = this.limit;
        this.say(this.words.tooFar);
      }
    });
    slider.addEventListener("change", () => {
      this.dragging = false;
      this.acts.seek(Number(slider.value), "ui");
    });
    slider.addEventListener("keydown", (event) => {
      if (event.key in KEYS) {
        event.preventDefault();
        this.move(KEYS[event.key] * STEP_S, "keyboard");
      } else if (event.key === "Home" || event.key === "End") {
        event.preventDefault();
        this.acts.seek(event.key === "Home" ? 0 : this.limit, "keyboard");
      }
    });
  }

  move(seconds, source) {
    const to = Math.max(0, this.at + seconds);
    if (to > this.limit && seconds > 0) {
      this.say(this.words.tooFar);
    }
    this.acts.seek(Math.min(to, Math.max(this.limit, 0)), source);
  }

  /** Where the sound is, how far one may go, and what is being done. */
  showPlace(player, limit) {
    this.at = player.position;
    this.limit = limit;
    const whole = Math.floor(this.at / 60);
    const last = this.words.at.length - 1;
    const slider = this.part("slider");
    if (!this.dragging) {
      slider.value = Math.floor(this.at);
    }
    write(slider, "aria-valuetext", this.words.at[Math.min(whole, last)]);
    const left = player.duration - this.at;
    const minutes = left < ALMOST_OVER_S ? 0 : Math.min(Math.max(Math.round(left / 60), 1), last);
    text(this.part("left"), this.words.left[minutes]);
    const share = Math.min(this.at / player.duration, 1) * 1000;
    write(this.part("ring"), "stroke-dasharray", `${share.toFixed(1)} 1000`);
    write(this.part("ring"), "visibility", share > 1 ? "visible" : "hidden");
    slider.style.setProperty("--at", `${(slider.value / slider.max) * 100}%`);
    this.showSentence();
    this.showChapter();
  }

  showSentence() {
    const now = lastBefore(this.timed, this.at);
    if (now !== this.now) {
      this.now?.element.removeAttribute("aria-current");
      now?.element.setAttribute("aria-current", "true");
      this.now = now;
    }
  }

  showChapter() {
    const current = lastBefore(this.chapters, this.at);
    text(this.part("chapter"), current ? current.title : "");
    for (const chapter of this.chapters) {
      const go = chapter.element.querySelector("[data-go]");
      go.hidden = chapter === current || chapter.start > this.limit;
      chapter.element.toggleAttribute("data-current", chapter === current);
      chapter.element.toggleAttribute("aria-current", chapter === current);
    }
  }

  showState(player) {
    const { state } = player;
    this.root.dataset.state = state;
    const moving = player.playing;
    if (state !== "ready") {
      text(this.part("play-label"), moving ? this.words.pause : this.words.play);
      this.part("again-row").hidden = true;
    }
    if (moving && this.part("before")) {
      this.part("before").hidden = true;
    }
    this.part("chapter").hidden = state === "ready" || !this.chapters.length;
  }

  /** One of: stage, stopping, stopped, finished. The focus is never left on something hidden. */
  showSection(name, focus = null) {
    const hadFocus = this.root.contains(document.activeElement);
    for (const other of ["stage", "stopping", "stopped", "finished"]) {
      this.part(other).hidden = other !== name;
    }
    if (hadFocus) {
      (focus || this.part(name).querySelector("h2") || this.part("play")).focus();
    }
  }

  showSaved(sentences, minutes, waiting) {
    text(this.part("saved"), `${sentences[minutes]} ${waiting}`.trim());
    text(this.part("finished-saved"), `${minutes ? sentences[minutes] : ""} ${waiting}`.trim());
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
}

function lastBefore(timed, at) {
  let found = null;
  for (const one of timed) {
    if (one.start > at + 0.05) {
      break;
    }
    found = one;
  }
  return found;
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
