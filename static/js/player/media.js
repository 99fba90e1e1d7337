// What the phone itself offers around a sound: its lock screen, its mute switch, its other tabs.

const LOCK = "player";

/**
 * Tell the lock screen what plays. Only play, pause and stop: with any seek handler some phones
 * make the lock-screen bar draggable, and a pocket would scrub through the session.
 */
export function describe(title, artist, handlers, session = navigator.mediaSession) {
  if (!session) {
    return;
  }
  session.metadata = new MediaMetadata({ title, artist });
  for (const [action, handler] of Object.entries(handlers)) {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // an older browser does not know this action
    }
  }
}

/** Where the sound is; asked for at play and after a seek only. */
export function showPosition(duration, position, rate, session = navigator.mediaSession) {
  if (session && session.setPositionState && duration > 0) {
    session.setPositionState({
      duration,
      position: Math.min(position, duration),
      playbackRate: rate,
    });
  }
}

/** Nothing plays any more, and the lock screen says so. */
export function showNothing(session = navigator.mediaSession) {
  if (session) {
    session.playbackState = "none";
    session.metadata = null;
  }
}

/** Sound even where the ringer is off: this is what the person asked for. */
export function asPlayback(audioSession = navigator.audioSession) {
  if (audioSession) {
    audioSession.type = "playback";
  }
}

/**
 * Headphones that are pulled out must not make a phone speak to the whole room. Phones pause by
 * themselves; where a browser lists its outputs, one fewer says the same.
 */
export function onUnplugged(act, devices = navigator.mediaDevices) {
  if (!devices || !devices.enumerateDevices || !devices.addEventListener) {
    return;
  }
  const outputs = () =>
    devices.enumerateDevices().then(
      (all) => all.filter((device) => device.kind === "audiooutput").length,
      () => 0,
    );
  let before = outputs();
  devices.addEventListener("devicechange", async () => {
    const [had, has] = [await before, await outputs()];
    before = Promise.resolve(has);
    if (has < had) {
      act();
    }
  });
}

/** One player a browser. `take` gives false where another tab plays; `give` lets it go. */
export class OnePlayer {
  constructor(locks = navigator.locks) {
    this.locks = locks;
    this.release = null;
  }

  take() {
    if (!this.locks || this.release) {
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const hold = (lock) => {
        resolve(Boolean(lock));
        return lock
          ? new Promise((done) => {
              this.release = done;
            })
          : undefined;
      };
      this.locks.request(LOCK, { ifAvailable: true }, hold).catch(() => resolve(true));
    });
  }

  give() {
    if (this.release) {
      this.release();
      this.release = null;
    }
  }
}
