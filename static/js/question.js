// One question's page: how long it was in view, as a hint beside the time the server notes.
// Without this script, or where the clock says nothing, the field stays empty.

const field = document.querySelector("input[name='took']");
let seen = 0;
let since = document.visibilityState === "visible" ? performance.now() : null;

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    since = performance.now();
  } else if (since !== null) {
    seen += performance.now() - since;
    since = null;
  }
});

field?.form.addEventListener("submit", () => {
  const now = since === null ? 0 : performance.now() - since;
  field.value = String(Math.round(seen + now));
});
