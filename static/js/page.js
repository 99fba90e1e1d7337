// Loaded by every page; the pages work without it.

/** A second press within a second and a half is a tremor or a slow line, not a second wish. */
const PAUSE_MS = 1500;
const lastSubmit = new WeakMap();

document.addEventListener("submit", (event) => {
  const now = performance.now();
  const before = lastSubmit.get(event.target);
  if (before !== undefined && now - before < PAUSE_MS) {
    event.preventDefault();
    return;
  }
  lastSubmit.set(event.target, now);
});

/** Who signs out leaves no sound on the device; minutes that wait to be sent stay. */
const SIGN_OUT_WAIT_MS = 2000;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.querySelector("[data-sign-out]") || !globalThis.caches) {
    return;
  }
  event.preventDefault();
  const removed = import("./player/saved.js").then((saved) => saved.removeAll());
  const late = new Promise((resolve) => setTimeout(resolve, SIGN_OUT_WAIT_MS));
  await Promise.race([removed, late]).catch(() => {});
  form.submit();
});

/** The kit's behaviour is fetched only where a page asks for it. */
if (document.querySelector("[data-module^='govuk-']")) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  import("../vendor/govuk/govuk-frontend.min.js").then(
    ({ Checkboxes, ErrorSummary, Radios, createAll }) => {
      for (const part of [ErrorSummary, Radios, Checkboxes]) {
        createAll(part);
      }
    }
  );
}
