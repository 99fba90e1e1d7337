// The part of a session's page that plays, as it is kept beside a saved sound.

import { list, soundPath, usable } from "./saved.js";

/**
 * Fetch the page of a session as the server prints it now, with a fresh token.
 *
 * @returns {html, offer} of a session that can be played; "gone" where it cannot be any more;
 *   "unknown" where nobody can tell now: no connection, no sign-in, no sound on the server yet.
 */
export async function fetchArticle(path, send = (...request) => fetch(...request)) {
  let response;
  let page;
  try {
    response = await send(path, { credentials: "same-origin", cache: "no-store" });
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return "unknown";
  }
  const article = page.querySelector("[data-player]");
  if (response.ok && !response.redirected && article) {
    article.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((input) => input.remove());
    const offer = article.querySelector("[data-offline]");
    return offer
      ? { html: article.outerHTML, offer: JSON.parse(offer.dataset.offline) }
      : "unknown";
  }
  const closed = response.ok && !response.redirected && page.querySelector("[data-closed]");
  return response.status === 404 || closed ? "gone" : "unknown";
}

/** Without a connection the saved sound is the only one that can be played. */
export function playSavedOnly(article, row) {
  const first = article.querySelector("[name=sound]");
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "sound";
  input.value = row.sound.background;
  (first.closest("fieldset") || first).replaceWith(input);
  takeSaved(article, input, row);
}

/** With a connection too the saved sound is played where it is chosen: it costs no data. */
export async function useSavedSound(root) {
  const part = root.querySelector("[data-offline]");
  if (!part || !usable() || !navigator.serviceWorker.controller) {
    return;
  }
  const offer = JSON.parse(part.dataset.offline);
  const row = (await list()).find((one) => one.item === offer.item);
  if (row && offer.copies.some((copy) => copy.hash === row.sound.hash)) {
    const inputs = [...root.querySelectorAll("[name=sound]")];
    const input = inputs.find((one) => one.value === row.sound.background);
    if (input) {
      takeSaved(root, input, row);
    }
  }
}

function takeSaved(article, input, row) {
  const audio = article.querySelector("[data-audio]");
  input.dataset.url = soundPath(row);
  input.dataset.hash = row.sound.hash;
  if (input === article.querySelector("[name=sound]")) {
    audio.src = soundPath(row);
  }
}
