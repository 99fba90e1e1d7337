// Events go into the store first and are sent then. An event is forgotten only when the server has
// named it as held; whatever happens in between, it is sent again.

const BATCH = 40; // about 10 kB; pages that close may send 64 kB in all
const CLOSING_BATCHES = 4;
const RENEWALS = 3;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60000;

export class Outbox {
  /**
   * @param store what outlives the page
   * @param changed called after every change: {held: rows, answer: object or null}
   */
  constructor(store, changed = () => {}, send = (...request) => fetch(...request)) {
    this.store = store;
    this.changed = changed;
    this.post = send;
    this.rows = new Map();
    this.players = new Map();
    this.signedOut = false;
    this.failures = 0;
    this.notBefore = 0;
    this.size = BATCH;
    this.sending = null;
  }

  /** Take over what earlier pages left behind. */
  async load() {
    for (const player of await this.store.players()) {
      if (!this.players.has(player.item)) {
        this.players.set(player.item, player);
      }
    }
    for (const row of [...(await this.store.takeLast()), ...(await this.store.events())]) {
      if (!row.parked && !this.rows.has(row.id)) {
        this.rows.set(row.id, row);
      }
    }
    this.changed({ held: [], answer: null });
  }

  /** Where the events of a plan item go: {item, url, fresh, token}. */
  register(player) {
    this.players.set(player.item, player);
    return this.store.keepPlayer(player);
  }

  /** Keep one event; it is on its way to the store when this returns. */
  keep(item, hash, event) {
    const row = { id: event.id, item, hash, event };
    this.rows.set(row.id, row);
    const kept = this.store.keepEvent(row);
    this.changed({ held: [], answer: null });
    return kept;
  }

  /** What still waits of a plan item. */
  waiting(item) {
    return [...this.rows.values()].filter((row) => row.item === item);
  }

  /** Send what waits, one batch after another; `now` ignores the wait after a failure. */
  send({ now = false } = {}) {
    if (now) {
      this.notBefore = 0;
    }
    if (!this.sending && Date.now() >= this.notBefore) {
      this.sending = this.drain().finally(() => {
        this.sending = null;
      });
    }
    return this.sending || Promise.resolve();
  }

  /** The page may be gone in a moment: hand everything over, and read the answers if it stays. */
  sendClosing() {
    this.store.keepLast([...this.rows.values()].slice(-BATCH));
    for (const batch of this.batches().slice(0, CLOSING_BATCHES)) {
      this.request(batch, true)
        .then((response) => (response.status === 200 ? response.json() : null))
        .then((answer) => (answer ? this.accept(batch, answer) : null))
        .catch(() => {});
    }
  }

  async drain() {
    for (let batch = this.batches()[0]; batch; batch = this.batches()[0]) {
      if (!(await this.sendOne(batch))) {
        return;
      }
    }
  }

  /** Rows that go together: of one player and one file, in the order they were made. */
  batches() {
    const groups = new Map();
    for (const row of this.rows.values()) {
      const player = this.players.get(row.item);
      if (player && !player.refused) {
        const key = `${row.item} ${row.hash}`;
        groups.set(key, [...(groups.get(key) || []), row]);
      }
    }
    const batches = [];
    for (const rows of groups.values()) {
      for (let at = 0; at < rows.length; at += this.size) {
        batches.push(rows.slice(at, at + this.size));
      }
    }
    return batches;
  }

  request(rows, keepalive) {
    const player = this.players.get(rows[0].item);
    return this.post(player.url, {
      method: "POST",
      keepalive,
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-Player-Token": player.token,
      },
      body: JSON.stringify({ events: rows.map((row) => row.event), content_hash: rows[0].hash }),
    });
  }

  /** True where there is reason to go on with the next batch at once. */
  async sendOne(rows) {
    let response;
    try {
      response = await this.request(rows, false);
    } catch {
      return this.later();
    }
    if (response.status === 200) {
      return this.accept(rows, await response.json().catch(() => null));
    }
    if (response.status === 401) {
      return this.renew(rows[0].item);
    }
    if (response.status === 413 && rows.length > 1) {
      this.size = Math.ceil(rows.length / 2);
      return true;
    }
    if (response.status === 422 || response.status === 413) {
      const answer = await response.json().catch(() => ({}));
      return this.park(rows[answer.index || 0]);
    }
    if (response.status >= 500 || response.status === 429) {
      return this.later();
    }
    // This player's door stays shut to this page; its events wait for the next one.
    this.players.get(rows[0].item).refused = true;
    this.changed({ held: [], answer: null });
    return true;
  }

  async accept(rows, answer) {
    const ids = new Set(answer && Array.isArray(answer.held) ? answer.held : []);
    const held = rows.filter((row) => ids.has(row.id));
    if (!held.length) {
      return this.later();
    }
    this.failures = 0;
    this.notBefore = 0;
    this.signedOut = answer.signed_in === false;
    held.forEach((row) => this.rows.delete(row.id));
    await this.store.forget(held.map((row) => row.id));
    this.changed({ held, answer });
    return true;
  }

  /** The key has run out. Whoever is signed in gets a new one; nobody else loses anything. */
  async renew(item) {
    const player = this.players.get(item);
    try {
      const response = await this.post(player.fresh, {
        credentials: "same-origin",
        headers: { Accept: "application/json" },
      });
      if (response.status === 200) {
        const answer = await response.json();
        await this.register({ ...player, token: answer.token });
        this.failures += 1;
        return this.failures <= RENEWALS || this.later();
      }
      this.signedOut = response.status === 401;
    } catch {
      // no connection: as after every other failure
    }
    return this.later();
  }

  /** An event that the server cannot read is set aside, so that it does not hold up the others. */
  async park(row) {
    this.rows.delete(row.id);
    await this.store.keepEvent({ ...row, parked: true });
    this.changed({ held: [], answer: null });
    return true;
  }

  /** Wait longer after each failure, and never all phones at once. */
  later() {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures);
    this.failures += 1;
    const jittered = wait * (0.5 + Math.random() / 2);
    this.notBefore = Date.now() + jittered;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send({ now: true }), jittered);
    this.changed({ held: [], answer: null });
    return false;
  }
}
