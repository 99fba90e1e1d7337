// A text that is read on the screen: how long it was open and looked at, as a hint for the record.
// Nothing is measured but time, and the page reads just as well without this.

const article = document.querySelector("[data-reading]");
const key = `read-${article.dataset.reading}`;
let since = document.hidden ? null : performance.now();

function before() {
  try {
    return Number(sessionStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

/** Seconds so far, over all pages of this text in this tab. */
function settle() {
  const seconds = before() + (since === null ? 0 : (performance.now() - since) / 1000);
  since = document.hidden ? null : performance.now();
  try {
    sessionStorage.setItem(key, String(seconds));
  } catch {
    // then only this page is counted
  }
  return seconds;
}

document.addEventListener("visibilitychange", settle);
addEventListener("pagehide", () => {
  settle();
  since = null;
});
addEventListener("pageshow", () => {
  since = document.hidden ? null : performance.now();
});
const form = article.querySelector(".reading__end");
if (form) {
  form.addEventListener("submit", () => {
    form.elements.read_s.value = String(Math.round(settle()));
    try {
      sessionStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
  });
}
