// The sound of a guided session is being made: look for it now and then, and show the session once.

const EVERY_MS = 5000;
const address = document.querySelector("[data-ready-at]").dataset.readyAt;

setInterval(async () => {
  const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
  if (answer && answer.ok) {
    location.reload();
  }
}, EVERY_MS);
