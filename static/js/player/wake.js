// The screen stays on only where somebody asked for it, and only while the page is looked at.

export class Awake {
  /** @param told called with true (it stays on), false (refused) or null (let go) */
  constructor(told, wakeLock = navigator.wakeLock) {
    this.told = told;
    this.wakeLock = wakeLock;
    this.wanted = false;
    this.held = null;
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        this.release();
      } else if (this.wanted) {
        this.request();
      }
    });
  }

  get offered() {
    return Boolean(this.wakeLock);
  }

  want(wanted) {
    this.wanted = wanted;
    if (wanted) {
      return this.request();
    }
    this.told(null);
    return this.release();
  }

  async request() {
    try {
      this.held = await this.wakeLock.request("screen");
      this.told(true);
    } catch {
      this.wanted = false;
      this.told(false);
    }
  }

  async release() {
    const { held } = this;
    this.held = null;
    if (held) {
      await held.release().catch(() => {});
    }
  }
}
