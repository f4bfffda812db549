// A second press of a button that is already sending does nothing. Without this script the server
// still makes one report of two sends, by the form's own key.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-disabled", "true");
    if (button === event.submitter && button.dataset.busy) {
      button.dataset.idle = button.textContent;
      button.textContent = button.dataset.busy;
    }
  }
  setTimeout(() => free(form), 20000); // a lost connection must not lock the form
});

// Back from the next page, the form is usable again.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(free);
});

function free(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button")) {
    button.removeAttribute("aria-disabled");
    if (button.dataset.idle) button.textContent = button.dataset.idle;
  }
}
