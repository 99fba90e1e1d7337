// Keeps the static shell of /my/ and one page for the time without a connection, and plays the
// sounds that the person has saved. Never a page with data, never an answer of the server.
// SHELL stands in front of this text.

const CACHE = `shell-${SHELL.version}`;
const SOUNDS = "saved-sound"; // filled and emptied by the page (player/saved.js)
const SOUND = /^\/my\/offline\/sound\/(\d+)\/([a-z-]+)\.m4a$/;

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if (SOUND.test(url.pathname)) {
    event.respondWith(playSaved(request, url.pathname));
  } else if (request.mode === "navigate" && url.pathname === SHELL.offline) {
    // At once, also where the line is only a poor one.
    event.respondWith(kept(SHELL.offline).then((found) => found || fetch(request)));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => kept(SHELL.offline)));
  } else if (SHELL.files.includes(url.pathname)) {
    event.respondWith(kept(url.pathname).then((found) => found || fetch(request)));
  }
});

async function fill() {
  const cache = await caches.open(CACHE);
  // Past the browser's own cache, for a shell of two versions would not fit together; and as
  // nobody in particular, so that the page for the time without a connection is nobody's.
  const how = { cache: "reload", credentials: "omit" };
  const wanted = [...SHELL.files, SHELL.offline];
  await cache.addAll(wanted.map((path) => new Request(path, how)));
}

async function tidy() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shell-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function kept(path) {
  const cache = await caches.open(CACHE);
  return cache.match(path, { ignoreVary: true });
}

/** A saved sound, whole or the part that is asked for; from the server where it was wiped. */
async function playSaved(request, path) {
  const range = request.headers.get("Range");
  const saved = await caches
    .open(SOUNDS)
    .then((cache) => cache.match(path))
    .catch(() => null);
  if (!saved) {
    const [, item, name] = path.match(SOUND);
    const headers = range ? { Range: range } : {};
    return fetch(`/my/plan/${item}/audio/${name}.m4a`, { headers, credentials: "same-origin" });
  }
  return slice(await saved.blob(), range);
}

/** The answer that a server gives to such a `Range` header (RFC 9110, section 14). */
function slice(blob, range) {
  const headers = { "Content-Type": "audio/mp4", "Accept-Ranges": "bytes" };
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec((range || "").trim()) || [];
  if (!first && !last) {
    return new Response(blob, { headers: { ...headers, "Content-Length": blob.size } });
  }
  const start = first ? Number(first) : Math.max(blob.size - Number(last), 0);
  const end = first && last ? Math.min(Number(last), blob.size - 1) : blob.size - 1;
  if (start > end) {
    headers["Content-Range"] = `bytes */${blob.size}`;
    return new Response(null, { status: 416, headers });
  }
  headers["Content-Range"] = `bytes ${start}-${end}/${blob.size}`;
  headers["Content-Length"] = end - start + 1;
  return new Response(blob.slice(start, end + 1), { status: 206, headers });
}
