// On every page that a person may open first: the service worker, whatever still waits to be sent
// from an earlier visit, and a look at what is saved on this device.

import { Outbox } from "./outbox.js";
import { openStore } from "./store.js";

/** The worker that shows a page where there is no connection; without one nothing else is lost. */
export function register(workers = navigator.serviceWorker) {
  if (workers) {
    workers.register("/my/sw.js", { scope: "/my/" }).catch(() => {});
  }
}

/** Send what earlier pages could not. */
export async function sendWaiting() {
  const outbox = new Outbox(await openStore());
  await outbox.load();
  addEventListener("online", () => outbox.send({ now: true }));
  return outbox.send({ now: true });
}

// The player's own page and the page for the time without a connection do this in their own way.
if (!document.querySelector("[data-player], [data-saved-list]")) {
  register();
  sendWaiting()
    .then(() => import("./refresh.js"))
    .then((refresh) => refresh.refreshSaved());
}
