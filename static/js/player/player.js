// One sound, one person: what is heard becomes events, and nothing else does.

import { Attempt, Stretch, rounded } from "./events.js";
import { Fade } from "./fade.js";
import { OnePlayer, asPlayback, describe, showNothing, showPosition } from "./media.js";

const SEGMENT_S = 15;
const SAME_PLACE_S = 0.05;
const FILE_FADES_S = 1.5; // its own beginning is soft already
const FADE_IN_MS = 1500;
const FADE_OUT_MS = 900;

/**
 * @property state ready, playing, loading, paused, ended, stopped, elsewhere or broken
 */
export class Player {
  /**
   * @param audio the page's one audio element
   * @param setup {title, artist, duration}
   * @param report called with every event: (event, hash of the file)
   * @param changed called whenever state or place have changed
   */
  constructor(audio, setup, report, changed) {
    this.audio = audio;
    this.setup = setup;
    this.report = report;
    this.changed = changed;
    this.hash = "";
    this.state = "ready";
    this.attempt = null;
    this.stretch = new Stretch();
    this.lock = new OnePlayer();
    this.fade = new Fade(audio);
    this.last = null;
    this.pausedBy = "";
    this.place = 0;
    this.startAt = null;
    this.ownSeek = false;
    this.listen();
  }

  get position() {
    return this.startAt === null ? this.audio.currentTime : this.startAt;
  }

  get duration() {
    return Number.isFinite(this.audio.duration) ? this.audio.duration : this.setup.duration;
  }

  get playing() {
    return this.state === "playing" || this.state === "loading";
  }

  /** Play, from a place where one is given. The sound starts within the press, as phones demand. */
  async play(from = null) {
    const fading = !this.audio.paused && !this.audio.ended;
    if (fading && this.playing && from === null) {
      this.fade.reset();
      return;
    }
    if (this.state === "broken") {
      from = from === null ? this.place : from;
      this.audio.load();
    }
    if (from !== null) {
      this.goTo(from);
    }
    asPlayback();
    this.begin(this.position);
    this.setState("loading");
    if (this.position > FILE_FADES_S) {
      this.fade.in(FADE_IN_MS);
    } else {
      this.fade.reset();
    }
    const begun = this.audio.play();
    begun.catch(() => {});
    if (fading) {
      this.onPlaying(); // it never stopped, so no event says so
    }
    if (!(await this.lock.take())) {
      this.audio.pause();
      this.setState("elsewhere");
      return;
    }
    try {
      await begun;
    } catch (error) {
      if (error.name === "NotAllowedError") {
        this.setState("paused");
      }
    }
  }

  pause(reason = "user") {
    this.why = reason;
    this.audio.pause();
  }

  /** Pause softly; Play within the fade goes on as if nothing had been. */
  async hush() {
    if (this.playing && (await this.fade.out(FADE_OUT_MS))) {
      this.pause();
    }
  }

  /** Move by hand. Seeking is not listening: the stretch ends here and a new one begins there. */
  seek(to, source) {
    const from = this.position;
    if (Math.abs(to - from) < SAME_PLACE_S) {
      return;
    }
    this.closeStretch(from);
    if (this.attempt) {
      this.tell("seek", { from: rounded(from), to: rounded(to), source });
    }
    this.goTo(to);
    this.changed();
  }

  /** The same place with another sound behind the voice. */
  setSound(url, hash, name) {
    const [at, wasPlaying] = [this.position, this.playing];
    this.closeStretch(at);
    if (this.attempt) {
      this.tell("bed_changed", { bed: name, at: rounded(at) });
    }
    this.hash = hash;
    this.switching = wasPlaying;
    this.audio.src = url;
    this.startAt = at;
    if (wasPlaying) {
      this.audio.play().catch(() => {});
    }
  }

  /**
   * The person stops for now; the next press of Play is a new attempt. It is noted at once, for the
   * page may be gone before the sound has faded.
   */
  async stop(reason) {
    this.closeStretch(this.audio.currentTime);
    if (reason && !this.attempt) {
      this.attempt = new Attempt();
    }
    this.finish("stopped", reason ? { reason } : {});
    this.setState("stopped");
    if (!this.audio.paused && (await this.fade.out(FADE_OUT_MS))) {
      this.audio.pause();
    }
  }

  /** What the person answers after the end, said of the sitting that ended. */
  answer(item, value) {
    if (this.last) {
      this.report(this.last.event("answer", { item, value }), this.hash);
    }
  }

  /** The page goes away, perhaps for good. */
  close() {
    this.closeStretch(this.audio.currentTime);
    this.finish("closed");
  }

  /** The page is put aside or comes back; the sound goes on either way. */
  setHidden(hidden) {
    if (!this.attempt) {
      return;
    }
    this.turn();
    this.tell(hidden ? "hidden" : "visible");
  }

  listen() {
    const on = (type, handler) => this.audio.addEventListener(type, handler);
    on("playing", () => this.onPlaying());
    on("pause", () => this.onPause());
    on("waiting", () => this.onWaiting());
    on("seeking", () => this.onSeeking());
    on("seeked", () => this.onSeeked());
    on("ended", () => this.onEnded());
    on("error", () => this.onError());
    on("timeupdate", () => this.onTime());
    on("loadedmetadata", () => this.onMetadata());
  }

  onPlaying() {
    this.switching = false;
    this.why = "";
    if (!this.stretch.running) {
      this.stretch.open(this.audio.currentTime, this.audio.playbackRate);
    }
    this.setState("playing");
    // Some phones forget all of this whenever a sound starts.
    describe(this.setup.title, this.setup.artist, {
      play: () => this.play(),
      pause: () => this.pause("lock-screen"),
      stop: () => this.pause("lock-screen"),
    });
    showPosition(this.duration, this.audio.currentTime, this.audio.playbackRate);
  }

  onPause() {
    this.closeStretch(this.audio.currentTime);
    if (this.audio.ended || this.switching || !this.playing) {
      return;
    }
    // Where nobody pressed anything, a call came or the headphones were pulled out.
    this.pausedBy = this.why || "interruption";
    if (this.attempt) {
      this.tell("paused", { reason: this.pausedBy });
    }
    this.why = "";
    this.lock.give();
    this.setState("paused");
  }

  onWaiting() {
    if (this.audio.paused || this.audio.seeking) {
      return;
    }
    this.closeStretch(this.audio.currentTime);
    this.tell("stalled");
    this.setState("loading");
  }

  onSeeking() {
    if (this.ownSeek || this.startAt !== null || this.switching) {
      return;
    }
    // The lock screen, the keyboard's media keys or something else moved the place.
    this.closeStretch(this.place);
    if (this.attempt) {
      const to = rounded(this.audio.currentTime);
      this.tell("seek", { from: rounded(this.place), to, source: "other" });
    }
  }

  onSeeked() {
    this.ownSeek = false;
    this.place = this.audio.currentTime;
    if (!this.audio.paused && !this.stretch.running && this.audio.readyState > 2) {
      this.stretch.open(this.audio.currentTime, this.audio.playbackRate);
    }
    showPosition(this.duration, this.audio.currentTime, this.audio.playbackRate);
    this.changed();
  }

  onEnded() {
    this.closeStretch(this.audio.currentTime);
    this.last = this.attempt;
    this.finish("ended");
    showNothing();
    this.setState("ended");
  }

  onError() {
    this.closeStretch(this.place);
    if (this.attempt) {
      this.tell("error", { code: this.audio.error ? this.audio.error.code : 0 });
    }
    this.lock.give();
    this.setState("broken");
  }

  onTime() {
    if (!this.audio.seeking) {
      this.place = this.audio.currentTime;
    }
    if (this.stretch.age >= SEGMENT_S) {
      this.turn();
    }
    this.changed();
  }

  onMetadata() {
    if (this.startAt !== null) {
      const at = this.startAt;
      this.startAt = null;
      this.goTo(at);
    }
    this.changed();
  }

  /** A new place, at once where the file is known well enough, else as soon as it is. */
  goTo(place) {
    this.place = place;
    if (this.audio.readyState < 1) {
      this.startAt = place;
      return;
    }
    if (Math.abs(this.audio.currentTime - place) > SAME_PLACE_S) {
      this.ownSeek = true;
      this.audio.currentTime = place;
    }
  }

  /** Close the stretch and open the next one at the same place. */
  turn() {
    const { running } = this.stretch;
    this.closeStretch(this.audio.currentTime);
    if (running && !this.audio.paused) {
      this.stretch.open(this.audio.currentTime, this.audio.playbackRate);
    }
  }

  closeStretch(position) {
    const fields = this.stretch.close(position);
    if (fields) {
      this.begin(fields.from);
      this.tell("segment", fields);
    }
  }

  /** A new attempt, where none runs: at Play, or where the sound outlived a page put aside. */
  begin(position) {
    if (!this.attempt) {
      this.attempt = new Attempt();
      this.tell("started", { at: rounded(position) });
    }
  }

  finish(type, fields = {}) {
    if (this.attempt) {
      this.tell(type, fields);
      this.attempt = null;
    }
    this.lock.give();
  }

  tell(type, fields) {
    this.report(this.attempt.event(type, fields), this.hash);
  }

  setState(state) {
    this.state = state;
    this.changed();
  }
}
