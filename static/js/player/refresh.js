// What is saved on this device is looked at again whenever there is a connection: fresh token,
// minutes and place; and what may not or cannot be played any more goes.

import { fetchArticle } from "./article.js";
import { keepRow, list, remove } from "./saved.js";

const EVERY_MS = 10 * 60 * 1000;

/** Look at all saved sessions that were not looked at for ten minutes. */
export async function refreshSaved() {
  for (const row of await list()) {
    if (Date.now() - row.fresh > EVERY_MS || Date.now() < row.fresh) {
      await refreshOne(row);
    }
  }
}

/**
 * Look at one saved session.
 *
 * @returns "kept", "changed" (another sound stands in its place now: removed), "gone" (removed:
 *   the sessions were stopped, or somebody else uses this device) or "unknown" (kept as it is)
 */
export async function refreshOne(row) {
  const found = await fetchArticle(row.path);
  if (found === "unknown") {
    return "unknown";
  }
  if (found === "gone") {
    await remove(row.item);
    return "gone";
  }
  if (!found.offer.copies.some((copy) => copy.hash === row.sound.hash)) {
    await remove(row.item);
    return "changed";
  }
  const { title, phone, completed } = found.offer;
  const fresh = { html: found.html, title, phone, completed, fresh: Date.now() };
  await keepRow({ ...row, ...fresh }).catch(() => {});
  return "kept";
}
