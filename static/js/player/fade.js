// No sound begins or ends with a jerk. Where the volume belongs to the phone alone (as on iPhones)
// nothing fades, and nothing waits for it.

const STEP_MS = 40;

export class Fade {
  constructor(audio, now = () => performance.now()) {
    this.audio = audio;
    this.now = now;
    this.timer = 0;
    this.done = null;
    // A page that is put aside has slow timers; it must not go on in a whisper.
    document.addEventListener("visibilitychange", () => document.hidden && this.finish());
  }

  /** From silence to full, while the sound begins. */
  in(ms) {
    return this.run(0, 1, ms);
  }

  /** To silence; true where it got there, false where something else came between. */
  out(ms) {
    return this.run(this.audio.volume, 0, ms);
  }

  /** Full volume at once. */
  reset() {
    this.stop(false);
    this.audio.volume = 1;
  }

  run(from, to, ms) {
    this.stop(false);
    this.audio.volume = from;
    if (document.hidden || this.audio.volume !== from) {
      this.audio.volume = to || 1;
      return Promise.resolve(true);
    }
    const began = this.now();
    this.to = to;
    return new Promise((resolve) => {
      this.done = resolve;
      this.timer = setInterval(() => {
        const share = Math.min((this.now() - began) / ms, 1);
        this.audio.volume = from + (to - from) * share;
        if (share === 1) {
          this.stop(true);
        }
      }, STEP_MS);
    });
  }

  finish() {
    if (this.done) {
      this.audio.volume = this.to;
      this.stop(true);
    }
  }

  stop(arrived) {
    clearInterval(this.timer);
    const { done } = this;
    this.done = null;
    if (done) {
      done(arrived);
    }
  }
}
