// The list starts at the site's town. Where the device says another one, take that and say so.
const list = document.querySelector("select[name='time_zone']");
const note = document.querySelector("[data-zone-note]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const asFirstShown = list && [...list.options].find((option) => option.defaultSelected);

if (list && note && here !== list.value && asFirstShown && asFirstShown.value === list.value) {
  const found = [...list.options].find((option) => option.value === here);
  if (found && !document.querySelector(".govuk-error-summary")) {
    list.value = here;
    note.hidden = false;
  }
}
