// The form of a call: Enter in a field of one line goes on to the next field and never sends half a form; in the telephone
// field it finds the caller, as without this script. A category's own words stand beside as soon as it is typed.
// <form data-call> … </form>   <section data-script="name" hidden> … </section>
const form = document.querySelector("[data-call]");
const scripts = [...document.querySelectorAll("[data-script]")];
const category = document.querySelector("#category");

form?.addEventListener("keydown", (event) => {
  const field = event.target;
  const oneLine = field.matches?.("input:not([type=checkbox]):not([type=radio])");
  if (event.key !== "Enter" || event.isComposing || !oneLine || field.name === "phone") return;
  event.preventDefault();
  const stops = [...form.querySelectorAll("input, textarea, select, button")].filter(
    (one) => one.type !== "hidden" && one.tabIndex >= 0 && one.offsetParent !== null,
  );
  stops[stops.indexOf(field) + 1]?.focus();
});

// Alt and the letter that a button names (accesskey), where the browser itself does not press it.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  const letter = event.code?.replace(/^Key/, "").toLowerCase() || event.key.toLowerCase();
  const button = form?.querySelector(`button[accesskey="${CSS.escape(letter)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

const follow = () => {
  const typed = category.value.trim().toLowerCase();
  if (!typed) return;
  for (const one of scripts) one.hidden = one.dataset.script.trim().toLowerCase() !== typed;
};
category?.addEventListener("input", follow);
if (category && scripts.every((one) => one.hidden)) follow();
