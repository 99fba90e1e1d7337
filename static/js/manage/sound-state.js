// A worker makes the sound of a text: show how far it is, and load the page once it is decided.

const EVERY_MS = 4000;
const place = document.querySelector("[data-sound-state]");
const bar = place.querySelector("progress");

setInterval(async () => {
  const answer = await fetch(place.dataset.soundState).catch(() => null);
  if (!answer || !answer.ok) {
    return; // away for a moment, or signed out: the next look tells
  }
  const state = await answer.json();
  bar.value = state.share;
  if (!state.waiting) {
    location.reload();
  }
}, EVERY_MS);
