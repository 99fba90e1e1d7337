// The mailed link carries the sign-in code behind "#", which no server and no log ever sees.
const found = /^#code=([A-Za-z0-9-]{4,32})$/.exec(window.location.hash);
const box = document.querySelector("input[name='code']");

if (found && box) {
  box.value = found[1];
  history.replaceState(null, "", window.location.pathname + window.location.search);
}
