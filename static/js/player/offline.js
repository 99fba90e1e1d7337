// "Save for offline" on the page of a session. All words come from the server.

import { fetchArticle } from "./article.js";
import { remember, remembered } from "./prefs.js";
import { MOST, keep, list, remove, usable } from "./saved.js";

const WORKER_MS = 10000;
const SETTLED_MS = 4000; // after a pause the minutes are on the server by then

/** The line as far as the browser tells: "wifi", "mobile" or "unknown". */
export function lineOf(connection = navigator.connection) {
  const type = connection && connection.type;
  if (type === "wifi" || type === "ethernet") {
    return "wifi";
  }
  return type === "cellular" ? "mobile" : "unknown";
}

class Saving {
  constructor(root, part) {
    this.root = root;
    this.part = part;
    this.offer = JSON.parse(part.dataset.offline);
    this.words = this.offer.words;
    this.saved = null;
    this.removals = 0;
    this.stopped = false;
  }

  at(name) {
    return this.part.querySelector(`[data-${name}]`);
  }

  /** Show what is so on this device, and keep it up to date. */
  async begin() {
    const press = (name, act) => this.at(name).addEventListener("click", act);
    press("save", () => this.askAndSave());
    press("remove", () => this.removeIt());
    press("no", () => this.answer(false));
    press("yes", () => this.answer(true));
    press("cancel", () => {
      this.stopped = true;
    });
    this.at("wifi").checked = remembered("wifi") !== "no";
    this.at("wifi").addEventListener("change", (event) => {
      remember("wifi", event.target.checked ? "yes" : "no");
    });
    this.root.addEventListener("change", () => this.showSizes());
    this.saved = await this.find();
    this.show();
    this.part.hidden = false;
    this.follow();
    if (this.saved) {
      this.lookAgain();
    }
  }

  async find() {
    return (await list()).find((row) => row.item === this.offer.item) || null;
  }

  /** The files of the sound that is chosen on the page now. */
  copies() {
    const chosen =
      this.root.querySelector("[name=sound]:checked") || this.root.querySelector("[name=sound]");
    return this.offer.copies.filter((copy) => copy.background === chosen.value);
  }

  copy() {
    const small = this.part.querySelector("[data-copy]:checked").value === "small";
    const copies = this.copies();
    return copies.find((copy) => copy.small === small) || copies[0];
  }

  showSizes() {
    const [normal, small] = [false, true].map((wanted) =>
      this.copies().find((copy) => copy.small === wanted)
    );
    this.part.querySelector("[data-size=normal]").textContent = normal ? normal.size : "";
    this.part.querySelector("[data-size=small]").textContent = small ? small.size : "";
    this.at("small-row").hidden = !small;
    if (!small) {
      this.part.querySelector("[data-copy]").checked = true;
    }
  }

  show() {
    if (this.saved) {
      this.part.dataset.here = "";
    }
    this.at("offline-title").textContent = this.saved ? this.words.isSaved : this.words.save;
    if (this.saved) {
      const words = this.heard() ? this.words.heard : this.words.kept;
      this.at("kept").textContent = words.replace("{size}", this.saved.size);
      this.showPart("saved");
    } else {
      this.showSizes();
      this.showPart("ask");
    }
  }

  heard() {
    return this.offer.completed || this.saved.completed || this.root.dataset.state === "ended";
  }

  /** One part at a time; the focus is never left on something hidden. */
  showPart(name) {
    const parts = [...this.part.querySelectorAll("[data-offline-part]")];
    const before = parts.find((one) => !one.hidden);
    const hadFocus = before && before.contains(document.activeElement);
    parts.forEach((one) => {
      one.hidden = one.dataset.offlinePart !== name;
    });
    if (hadFocus) {
      parts.find((one) => !one.hidden).querySelector("button").focus();
    }
  }

  say(words) {
    this.at("offline-say").textContent = words;
  }

  /** Ask what has to be asked; the answer comes as a press of a button. */
  ask(question, yes) {
    this.at("question").textContent = question;
    this.at("yes").textContent = yes;
    this.say("");
    this.showPart("question");
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  async askAndSave() {
    const copy = this.copy();
    const others = (await list()).filter((row) => row.item !== this.offer.item);
    const oldest = others.length >= MOST ? others[0] : null;
    const line = lineOf();
    if (this.at("wifi").checked && line !== "wifi") {
      const question = this.words[line].replace("{size}", copy.size);
      if (!(await this.ask(question, this.words[`${line}Yes`]))) {
        this.show();
        return;
      }
    }
    if (oldest) {
      const question = this.words.replace.replace("{title}", oldest.title);
      if (!(await this.ask(question, this.words.replaceYes))) {
        this.show();
        return;
      }
    }
    await this.save(copy);
    if (oldest && this.saved) {
      await remove(oldest.item);
    }
  }

  async save(copy) {
    this.stopped = false;
    this.say("");
    this.at("progress").value = 0;
    this.showPart("saving");
    try {
      await this.fetchAndKeep(copy);
      this.say(this.words.done);
    } catch (error) {
      this.say(this.words[reasonOf(error)]);
    }
    this.saved = await this.find();
    this.show();
  }

  async fetchAndKeep(copy) {
    const { fetchSound } = await import("./download.js");
    if (navigator.storage && navigator.storage.persist) {
      // Asked once, when it matters; whatever the answer, the saving goes on.
      navigator.storage.persist().catch(() => {});
    }
    const told = (share) => {
      this.at("progress").value = Math.round(share * 100);
    };
    const worker = workerStands();
    const blob = await fetchSound(copy, told, () => this.stopped);
    if (!(await worker)) {
      throw Object.assign(new Error("no worker"), { why: "refused" });
    }
    const page = await fetchArticle(this.offer.path);
    if (typeof page === "string") {
      throw Object.assign(new Error(page), { why: page === "gone" ? "changed" : "broken" });
    }
    const { item, path, title, completed } = this.offer;
    const { background, name, hash, size } = copy;
    const now = Date.now();
    const row = { item, path, title, completed, size, phone: this.part.dataset.phone };
    const sound = { background, name, hash };
    await keep({ ...row, html: page.html, at: now, fresh: now, sound }, blob);
  }

  async removeIt() {
    this.removals += 1; // a look that is under way has nothing to say any more
    await remove(this.offer.item);
    this.saved = null;
    this.show();
    this.say(this.words.removed);
  }

  /** The end offers to remove it; a rest keeps the saved minutes and place up to date. */
  follow() {
    new MutationObserver(() => {
      const { state } = this.root.dataset;
      if (state === "ended" && this.saved) {
        this.show();
        this.part.open = true;
      }
      clearTimeout(this.timer);
      if (["ended", "paused", "stopped"].includes(state) && this.saved) {
        this.timer = setTimeout(() => this.lookAgain(), SETTLED_MS);
      }
    }).observe(this.root, { attributes: true, attributeFilter: ["data-state"] });
    const audio = this.root.querySelector("[data-audio]");
    audio.addEventListener("error", () => this.useServer(audio));
  }

  async lookAgain() {
    const { refreshOne } = await import("./refresh.js"); // only where something is saved
    const { removals } = this;
    const found = await refreshOne(this.saved);
    const wasSaved = this.saved;
    const row = await this.find();
    if (removals !== this.removals) {
      return;
    }
    this.saved = row;
    if (wasSaved && !this.saved) {
      this.show();
      this.say(found === "changed" ? this.words.outdated : "");
    }
  }

  /** The saved sound was wiped from under the player: the next press plays it from the server. */
  useServer(audio) {
    const input = this.root.querySelector("[name=sound][data-url^='/my/offline/']");
    const copy = input && this.offer.copies.find((one) => one.hash === input.dataset.hash);
    if (copy && navigator.onLine) {
      input.dataset.url = copy.url;
      audio.src = copy.url;
    }
  }
}

/** Whether the worker stands that will play the sound: without it a saved file is of no use. */
async function workerStands(workers = navigator.serviceWorker) {
  const late = new Promise((resolve) => setTimeout(resolve, WORKER_MS));
  try {
    await workers.register("/my/sw.js", { scope: "/my/" });
    return Boolean(await Promise.race([workers.ready, late]));
  } catch {
    return false;
  }
}

function reasonOf(error) {
  const full = error.name === "QuotaExceededError" || /quota/i.test(error.message || "");
  const known = ["changed", "stopped", "refused", "signedOut"].includes(error.why);
  return full ? "noRoom" : known ? error.why : "broken";
}

/** Take over the part of the page that saves, where this browser can. */
export function offerSaving(root) {
  const part = root.querySelector("[data-offline]");
  if (part && usable()) {
    new Saving(root, part).begin();
  }
}
