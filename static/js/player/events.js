// Play events: made here, numbered within one attempt, never changed afterwards.

/** A UUID; `randomUUID` is absent before Chrome 92 and Safari 15.4, and on pages without https. */
export function newId(source = globalThis.crypto) {
  if (source.randomUUID) {
    return source.randomUUID();
  }
  const bytes = source.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
    .join("-");
}

/** One sitting: from the first press of Play to the end, a stop, or the page going away. */
export class Attempt {
  constructor() {
    this.id = newId();
    this.seq = 0;
  }

  /** The next event of this attempt. */
  event(type, fields = {}) {
    this.seq += 1;
    const wall = new Date().toISOString();
    return { id: newId(), attempt: this.id, seq: this.seq, type, wall, ...fields };
  }
}

/**
 * A stretch of playing. It is closed at a pause, a seek, when the page is hidden and every 15 s;
 * where it lies in the session is read from the sound itself, so frozen timers lose nothing.
 */
export class Stretch {
  constructor(monotonic = () => performance.now()) {
    this.monotonic = monotonic;
    this.from = null;
  }

  get running() {
    return this.from !== null;
  }

  /** Seconds by the monotonic clock since it was opened. */
  get age() {
    return this.running ? (this.monotonic() - this.since) / 1000 : 0;
  }

  open(position, rate) {
    this.from = position;
    this.rate = rate;
    this.since = this.monotonic();
  }

  /** The fields of a segment event, or null where nothing was heard. */
  close(position) {
    if (!this.running) {
      return null;
    }
    const fields = {
      from: rounded(this.from),
      to: rounded(position),
      mono_ms: Math.round(this.monotonic() - this.since),
      rate: this.rate,
    };
    this.from = null;
    return fields.to > fields.from ? fields : null;
  }
}

export function rounded(seconds) {
  return Math.round(seconds * 1000) / 1000;
}
