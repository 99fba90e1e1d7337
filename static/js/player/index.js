// The page of a guided session: joins the sound, the outbox and what is shown.

import { useSavedSound } from "./article.js";
import { bindChoices } from "./choices.js";
import { onUnplugged } from "./media.js";
import { Outbox } from "./outbox.js";
import { Player } from "./player.js";
import { remember, remembered } from "./prefs.js";
import { Questions } from "./questions.js";
import { Sample } from "./sample.js";
import { register } from "./shell.js";
import { lengthOf, spanOf, union, wholeMinutes } from "./spans.js";
import { openStore } from "./store.js";
import { View } from "./ui.js";

const RESTS = new Set(["paused", "stopped", "ended", "closed", "hidden", "visible", "answer"]);
const PATIENCE_MS = 2000; // a short gap in the line is not worth a word

const root = document.querySelector("[data-player]");
const setup = JSON.parse(root.dataset.player);
const { words } = setup;
const sounds = [...root.querySelectorAll("[name=sound]")];

let saved = union(setup.heard);
let savedMinutes = setup.saved;
let patience = 0;
let shown = "";
let outbox = null;
let player = null;
let sample = null;
let view = null;
let questions = null;

function report(event, hash) {
  outbox.keep(setup.item, hash, event);
  // Events of one moment go in one batch.
  setTimeout(() => outbox.send({ now: RESTS.has(event.type) }), 0);
}

function unsent() {
  return outbox.waiting(setup.item).map((row) => spanOf(row.event)).filter(Boolean);
}

/** Only what has been heard can be gone to, unless the protocol allows more. */
function limit() {
  if (setup.forward) {
    return player.duration;
  }
  const ends = [...saved, ...unsent()].map(([, to]) => to);
  return Math.max(player.stretch.running ? player.position : 0, ...ends, 0);
}

function show() {
  view.showPlace(player, limit());
  view.showSaved(words.saved, savedMinutes, waitingWords());
  view.showSignedOut(outbox.signedOut);
  if (player.state !== shown) {
    shown = player.state;
    view.showState(player);
    talk();
  }
}

/** What waits is worth a word only where it does not go through. */
function waitingWords() {
  const troubled = outbox.failures > 0 || navigator.onLine === false;
  const more = lengthOf([...saved, ...unsent()]) - lengthOf(saved);
  if (!troubled || more <= 0) {
    return "";
  }
  return words.waiting[Math.min(Math.floor(more / 60), setup.minutes)];
}

/** Words for a new state; the same state is not spoken of twice. */
function talk() {
  const { state } = player;
  const paused = { interruption: words.interrupted, headphones: words.headphones };
  const said = {
    paused: paused[player.pausedBy] || words.paused,
    elsewhere: words.elsewhere,
    ended: words.finished,
  };
  clearTimeout(patience);
  if (state === "loading") {
    patience = setTimeout(() => view.say(words.loading), PATIENCE_MS);
  } else if (state === "broken") {
    explain();
  } else {
    view.say(said[state] || "");
  }
  if (state === "playing" && !view.shows("stage")) {
    view.showSection("stage"); // begun on the lock screen, perhaps
  }
  if (state === "ended") {
    questions.begin();
    view.showSection("finished");
  }
}

/** Why the sound broke off: no line, no sign-in, or the sound itself. */
async function explain() {
  try {
    const answer = await fetch(setup.freshToken, { headers: { Accept: "application/json" } });
    outbox.signedOut = answer.status === 401;
    view.showSignedOut(outbox.signedOut);
    view.say(words.broken);
  } catch {
    view.say(words.offline);
  }
}

function play(from = null) {
  sample.stop();
  player.play(from);
}

function goOn(from = null) {
  view.showSection("stage", root.querySelector("[data-play]"));
  play(from);
}

function stopped(reason) {
  player.stop(reason);
  view.showHelp(setup.needsHelp.includes(reason));
  view.showSection("stopped");
}

function chooseSound(input) {
  player.setSound(input.dataset.url, input.dataset.hash, input.value);
  remember("sound", input.value);
}

function chosenSound() {
  return sounds.find((input) => input.checked) || sounds[0];
}

/** The sound that was chosen last time on this device. */
function takeSoundUp() {
  const name = remembered("sound");
  const chosen = sounds.find((input) => input.value === name) || sounds[0];
  if (chosen !== sounds[0]) {
    chosen.checked = true;
    player.audio.src = chosen.dataset.url;
  }
  player.hash = chosen.dataset.hash;
}

function follow() {
  addEventListener("online", () => outbox.send({ now: true }));
  addEventListener("offline", show);
  addEventListener("pagehide", () => {
    player.close();
    outbox.sendClosing();
  });
  document.addEventListener("visibilitychange", () => {
    player.setHidden(document.hidden);
    if (document.hidden) {
      outbox.sendClosing();
    } else {
      outbox.send({ now: true });
    }
  });
  onUnplugged(() => player.playing && player.pause("headphones"));
}

/** What the server holds now is saved; it may know of more than this page does. */
function onHeld({ held, answer }) {
  const mine = held.filter((row) => row.item === setup.item);
  saved = union([...saved, ...mine.map((row) => spanOf(row.event)).filter(Boolean)]);
  const counted = Math.min(wholeMinutes(lengthOf(saved)), setup.minutes);
  const told = mine.length && answer ? answer.saved_minutes : 0;
  savedMinutes = Math.max(savedMinutes, counted, told);
  show();
}

/** What each press does. */
const acts = {
  toggle: () => (player.playing ? player.pause() : play()),
  restart: () => goOn(0),
  seek: (to, source) => player.seek(to, source),
  sound: chooseSound,
  sample: () => sample.play(chosenSound().dataset.url),
  stop: () => {
    player.hush();
    view.showSection("stopping");
  },
  reason: stopped,
  worse: () => {
    sample.stop();
    player.stop("worse");
    view.showSection("resting");
  },
  goOn: () => goOn(),
};

function build(store) {
  outbox = new Outbox(store, onHeld);
  view = new View(root, setup, acts);
  player = new Player(root.querySelector("[data-audio]"), setup, report, show);
  sample = new Sample(setup, (plays) => view.sayOfSample(plays ? words.sample : words.noSample));
  questions = new Questions(root, (item, value) => player.answer(item, value), words.thanks);
  bindChoices(root, words, (on) => view.along.setFollowing(on));
}

async function begin() {
  build(await openStore());
  await useSavedSound(root);
  takeSoundUp();
  if (setup.resume > 0) {
    player.goTo(setup.resume);
  }
  await outbox.register({
    item: setup.item,
    url: setup.events,
    fresh: setup.freshToken,
    token: setup.token,
  });
  await outbox.load();
  view.begin();
  show();
  follow();
  outbox.send({ now: true });
  register();
  (await import("./offline.js")).offerSaving(root);
}

begin();
