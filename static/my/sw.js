// Keeps the static shell of /my/ and one page for the time without a connection. Never a page with
// data, never a sound, never an answer of the server. SHELL stands in front of this text.

const CACHE = `shell-${SHELL.version}`;

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
  if (request.mode === "navigate") {
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
