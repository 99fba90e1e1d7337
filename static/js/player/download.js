// Fetches a whole sound piece by piece, so that a line that breaks off costs a piece, not all of it.

const PIECE = 1 << 20; // the server sends no more at once
const WAITS_MS = [500, 2000, 5000];

/** Why a sound did not come: "changed", "signedOut", "stopped" or "broken". */
export class NotFetched extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/**
 * @param copy {url, hash, bytes}: the file as the page knows it
 * @param told called with the share that is here, from 0 to 1
 * @param stopped says whether the person has changed their mind
 */
export async function fetchSound(copy, told, stopped, send = (...request) => fetch(...request)) {
  const pieces = [];
  let here = 0;
  while (here < copy.bytes) {
    const piece = await fetchPiece(copy, here, stopped, send);
    pieces.push(piece);
    here += piece.size;
    told(Math.min(here / copy.bytes, 1));
  }
  const whole = new Blob(pieces, { type: "audio/mp4" });
  if (whole.size !== copy.bytes || !(await isSame(whole, copy.hash))) {
    throw new NotFetched("changed");
  }
  return whole;
}

async function fetchPiece(copy, from, stopped, send) {
  for (const wait of [...WAITS_MS, null]) {
    if (stopped()) {
      throw new NotFetched("stopped");
    }
    const response = await ask(copy.url, from, send);
    if (response && (response.status === 401 || response.redirected)) {
      throw new NotFetched("signedOut");
    }
    if (response && (response.status === 404 || response.status === 416)) {
      throw new NotFetched("changed");
    }
    if (response && response.ok) {
      if (response.headers.get("ETag") !== `"${copy.hash}"`) {
        throw new NotFetched("changed");
      }
      const piece = await response.blob().catch(() => null);
      if (piece && piece.size) {
        // A server, or something between, that knows no ranges sends the whole each time.
        return response.status === 206 ? piece : piece.slice(from);
      }
    }
    if (wait !== null) {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  throw new NotFetched("broken");
}

function ask(url, from, send) {
  return send(url, {
    credentials: "same-origin",
    cache: "no-store",
    headers: { Range: `bytes=${from}-${from + PIECE - 1}`, Accept: "audio/mp4, application/json" },
  }).catch(() => null);
}

/** Whether these are the very bytes that the page names; believed where it cannot be checked. */
async function isSame(blob, hash) {
  if (!globalThis.crypto || !crypto.subtle) {
    return true;
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}
