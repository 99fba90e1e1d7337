// The page for the time without a connection: what is saved on this device, and its player.

import { playSavedOnly } from "./article.js";
import { list, remove } from "./saved.js";
import { register, sendWaiting } from "./shell.js";
import { openStore } from "./store.js";

const BACK_S = 10; // as the server does it: the thread is picked up

const main = document.querySelector("#main");
const part = (name) => main.querySelector(`[data-${name}]`);

/** The saved session that this address means: its own page's, or one chosen here. */
function wanted(rows) {
  const chosen = /^#session-(\d+)$/.exec(location.hash);
  return rows.find(
    (row) => row.path === location.pathname || (chosen && row.item === Number(chosen[1]))
  );
}

/** Where to carry on: after what still waits to be sent, else where the server last knew. */
async function resumeOf(setup) {
  const rows = (await (await openStore()).events()).filter((row) => row.item === setup.item);
  const ends = rows.filter((row) => ["segment", "ended"].includes(row.event.type));
  ends.sort((a, b) => a.event.wall.localeCompare(b.event.wall) || a.event.seq - b.event.seq);
  const last = ends.length ? ends[ends.length - 1].event : null;
  if (!last) {
    return setup.resume;
  }
  return last.type === "ended" ? 0 : Math.max(last.to - BACK_S, 0);
}

async function play(row) {
  const parsed = new DOMParser().parseFromString(row.html, "text/html");
  const article = document.importNode(parsed.querySelector("[data-player]"), true);
  playSavedOnly(article, row);
  const setup = JSON.parse(article.dataset.player);
  setup.resume = await resumeOf(setup);
  article.dataset.player = JSON.stringify(setup);
  offerToCarryOn(article, setup.resume);
  main.replaceChildren(article);
  article.dataset.withoutLine = "";
  document.querySelector("[data-way-back]").hidden = false;
  document.title = row.title;
  await import("./index.js");
}

function offerToCarryOn(article, resume) {
  const { carry } = JSON.parse(article.querySelector("[data-offline]").dataset.offline).words;
  const words = JSON.parse(article.dataset.player).words;
  const minutes = Math.min(Math.floor(resume / 60), carry.length - 1);
  const again = article.querySelector("[data-again-row]");
  article.querySelector("[data-play-label]").textContent = resume > 0 ? carry[minutes] : words.play;
  if (again) {
    again.hidden = resume <= 0;
  }
}

function showList(rows) {
  const here = location.pathname === part("saved-list").dataset.savedList && navigator.onLine;
  part("title-offline").hidden = here;
  part("title-saved").hidden = !here;
  part("nothing").hidden = rows.length > 0;
  const items = rows.map((row) => {
    const item = part("item").content.cloneNode(true);
    const link = item.querySelector("a");
    link.textContent = row.title;
    link.href = `${part("saved-list").dataset.savedList}#session-${row.item}`;
    item.querySelector("[data-size]").textContent = row.size;
    item.querySelector("[data-done]").hidden = !row.completed;
    item.querySelector("[data-name]").textContent = `: ${row.title}`;
    item.querySelector("button").addEventListener("click", () => removeIt(row));
    return item;
  });
  part("list").replaceChildren(...items);
  part("saved-list").hidden = false;
  const phone = rows.map((row) => row.phone).find(Boolean);
  if (phone) {
    const link = part("phone");
    link.textContent = phone;
    link.href = `tel:${phone.replace(/[^+\d]/g, "")}`;
    part("phone-row").hidden = false;
  }
}

async function removeIt(row) {
  await remove(row.item);
  showList(await list());
  part("removed").hidden = false;
  part("saved-list").querySelector("h2").focus();
}

async function begin() {
  const rows = await list();
  const row = wanted(rows);
  if (row) {
    await play(row);
  } else {
    showList(rows);
    register();
    sendWaiting();
  }
}

addEventListener("hashchange", () => location.reload());
begin();
