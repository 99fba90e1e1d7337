// Guided sessions that are saved on this device: the sound in a cache that the worker plays from,
// everything else in a database. Both go at sign-out. Events that wait to be sent lie elsewhere
// (store.js) and stay.

const NAME = "saved";
const SESSIONS = "sessions";
const CACHE = "saved-sound";
const PATIENCE_MS = 1500; // a browser that never answers must not hold up the player

/** At most so many are kept: phones have little room, and a week has few sessions. */
export const MOST = 2;

/** Whether this browser can keep a session at all. */
export function usable(scope = globalThis) {
  return Boolean(scope.caches && scope.indexedDB && scope.navigator.serviceWorker);
}

/** Where the worker plays a saved sound from; the name is that of the file on the server. */
export function soundPath({ item, sound }) {
  return `/my/offline/sound/${item}/${sound.name}.m4a`;
}

/** All saved sessions, the oldest first; [] where there are none or nothing can be read. */
export async function list() {
  if (!usable()) {
    return [];
  }
  try {
    const rows = await soon(run("readonly", (store) => store.getAll()));
    if (!rows.length) {
      return [];
    }
    const cache = await caches.open(CACHE);
    const whole = await Promise.all(rows.map((row) => cache.match(soundPath(row))));
    return rows.filter((_row, index) => whole[index]).sort((a, b) => a.at - b.at);
  } catch {
    return [];
  }
}

/**
 * Keep a session whole, or not at all.
 *
 * @param row {item, path, title, html, size, phone, completed, at, fresh, sound}
 * @param blob the sound
 */
export async function keep(row, blob) {
  const cache = await caches.open(CACHE);
  const headers = { "Content-Type": "audio/mp4", "Content-Length": String(blob.size) };
  try {
    // An older copy of the same session makes room first.
    await removeSounds(row.item);
    await cache.put(soundPath(row), new Response(blob, { headers }));
    await keepRow(row);
  } catch (error) {
    await remove(row.item);
    throw error;
  }
}

/** Change what is known of a session whose sound is there. */
export function keepRow(row) {
  return run("readwrite", (store) => store.put(row));
}

/** Remove one session; never fails. */
export async function remove(item) {
  await removeSounds(item).catch(() => {});
  await run("readwrite", (store) => store.delete(item)).catch(() => {});
}

/** Remove all of them; never fails. */
export async function removeAll() {
  if (usable()) {
    await caches.delete(CACHE).catch(() => {});
    await run("readwrite", (store) => store.clear()).catch(() => {});
  }
}

async function removeSounds(item) {
  const cache = await caches.open(CACHE);
  const begins = `/my/offline/sound/${item}/`;
  const found = (await cache.keys()).filter((key) => new URL(key.url).pathname.startsWith(begins));
  await Promise.all(found.map((key) => cache.delete(key)));
}

/** Opened and closed for each act, so that a wiped or newer database is met afresh. */
async function run(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(SESSIONS, mode);
      const request = work(transaction.objectStore(SESSIONS));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(SESSIONS, { keyPath: "item" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

function soon(work) {
  const late = new Promise((_resolve, reject) => setTimeout(reject, PATIENCE_MS));
  return Promise.race([work, late]);
}
