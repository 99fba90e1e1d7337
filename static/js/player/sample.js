// Try the volume: the first sentence of this very session, for about two seconds, only on a press.
// It has an element of its own, so it is not listening and leaves no trace in the record.

export class Sample {
  /** @param setup {sample: [from, to] in seconds}; @param told called with true or false */
  constructor(setup, told) {
    [this.from, this.to] = setup.sample;
    this.told = told;
    this.audio = null;
  }

  /** Play it; the address is that of the sound which is chosen now. */
  play(url) {
    this.stop();
    const audio = new Audio(`${url}#t=${this.from},${this.to}`);
    this.audio = audio;
    audio.addEventListener("timeupdate", () => {
      if (audio.currentTime >= this.to) {
        audio.pause();
      }
    });
    audio.play().then(
      () => this.told(true),
      () => audio === this.audio && this.told(false),
    );
  }

  stop() {
    const { audio } = this;
    this.audio = null;
    if (audio) {
      audio.pause();
      audio.removeAttribute("src");
    }
  }
}
