// The mailed link carries the sign-in code behind "#", which no server and no log ever sees.
const box = document.querySelector("input[name='code']");

function take() {
  const found = /^#code=([A-Za-z0-9-]{4,32})$/.exec(window.location.hash);
  if (found && box) {
    box.value = found[1];
    history.replaceState(null, "", window.location.pathname + window.location.search);
  }
}

window.addEventListener("hashchange", take); // the link pasted into the page that waits for it
take();
