// What must outlive the page: events that wait, and the key of each player they belong to.
// Where the browser has no database, or refuses it, memory is all there is.

const NAME = "player";
const EVENTS = "events";
const PLAYERS = "players";

const LAST = "player-last";
const PATIENCE_MS = 2000; // some browsers have been seen never to answer

/** Open the store; never fails. */
export async function openStore(database = globalThis.indexedDB) {
  const late = new Promise((_resolve, reject) => setTimeout(reject, PATIENCE_MS));
  try {
    return new Store(await Promise.race([opened(database), late]));
  } catch {
    return new Store(null);
  }
}

function opened(database) {
  return new Promise((resolve, reject) => {
    const request = database.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(EVENTS, { keyPath: "id" });
      request.result.createObjectStore(PLAYERS, { keyPath: "item" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

class Store {
  constructor(database) {
    this.database = database;
    if (database) {
      // Another tab with a newer page may need a newer form of the store.
      database.onversionchange = () => database.close();
    }
  }

  /** All waiting events, as {id, item, hash, event, parked}. */
  events() {
    return this.read(EVENTS);
  }

  /** All players, as {item, url, fresh, token}. */
  players() {
    return this.read(PLAYERS);
  }

  keepEvent(row) {
    return this.change(EVENTS, (store) => store.put(row));
  }

  keepPlayer(row) {
    return this.change(PLAYERS, (store) => store.put(row));
  }

  /**
   * What waits while the page goes away. A database may not finish its work then, and neither may
   * a request; this is written before it returns.
   */
  keepLast(rows) {
    const ids = rows.map((row) => row.id);
    writeLast([...lastWithout(ids), ...rows]);
  }

  /** What an earlier page kept as its last, moved to where the rest is. */
  async takeLast() {
    const rows = readLast();
    await Promise.all(rows.map((row) => this.keepEvent(row)));
    if (this.database) {
      writeLast(lastWithout(rows.map((row) => row.id)));
    }
    return rows;
  }

  forget(ids) {
    writeLast(lastWithout(ids));
    return this.change(EVENTS, (store) => ids.forEach((id) => store.delete(id)));
  }

  read(name) {
    return this.run(name, "readonly", (store) => store.getAll()).then((rows) => rows || []);
  }

  change(name, work) {
    return this.run(name, "readwrite", work);
  }

  /** Never rejects: the copy in memory is sent whatever happens here. */
  run(name, mode, work) {
    return new Promise((resolve) => {
      if (!this.database) {
        resolve(null);
        return;
      }
      try {
        const transaction = this.database.transaction(name, mode);
        const request = work(transaction.objectStore(name));
        transaction.oncomplete = () => resolve(request ? request.result : null);
        transaction.onerror = transaction.onabort = () => resolve(null);
      } catch {
        resolve(null);
      }
    });
  }
}

function readLast() {
  try {
    return JSON.parse(localStorage.getItem(LAST)) || [];
  } catch {
    return [];
  }
}

function lastWithout(ids) {
  return readLast().filter((row) => !ids.includes(row.id));
}

function writeLast(rows) {
  try {
    if (rows.length) {
      localStorage.setItem(LAST, JSON.stringify(rows));
    } else {
      localStorage.removeItem(LAST);
    }
  } catch {
    // full, or refused: the database and the request remain
  }
}
