// The desk by single keys: j and k down and up in the queue, o or Enter opens, n the next report, u back to the
// list, ? what keys there are; a form that has a letter is opened by it, and never sent. Links work without it. A key counts only while no field has the focus, and all of them
// can be switched off (WCAG 2.1.4): the switch is in [data-keys], shown only where this script runs.
const rows = () => [...document.querySelectorAll("[data-queue] a")]; // they come and go (fresh.js)
const help = document.querySelector("[data-keys]");
const onOff = help?.querySelector("[data-keys-on]");
const inField = (target) => target.closest?.("input, textarea, select, [contenteditable]");

const kept = () => { try { return localStorage.getItem("keys"); } catch { return null; } };
const keep = (word) => { try { localStorage.setItem("keys", word); } catch { /* for this page only, then */ } };
let on = kept() !== "off";

if (help) help.hidden = false;
if (onOff) {
  onOff.checked = on;
  onOff.addEventListener("change", () => { on = onOff.checked; keep(on ? "on" : "off"); });
}

// On a phone the queues stand in one line that can be moved: the one that is open is in sight.
document.querySelector(".queue-tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

const at = () => {
  const focused = rows().indexOf(document.activeElement);
  return focused >= 0 ? focused : rows().findIndex((row) => row.hasAttribute("aria-current"));
};
const go = (step) => rows()[Math.min(rows().length - 1, Math.max(0, at() + step))]?.focus();
const acts = {
  j: () => go(1),
  k: () => go(-1),
  o: () => rows().includes(document.activeElement) && document.activeElement.click(),
  n: () => rows()[at() + 1]?.click(),
  u: () => document.querySelector("a.back")?.click(),
  "?": () => {
    if (!help) return;
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
  },
};

const lead = (letter) => {
  const form = document.querySelector(`[data-letter="${CSS.escape(letter)}"]`);
  if (!form) return null;
  return () => {
    if (form.matches("details")) form.open = true;
    form.querySelector("textarea, select, button, input:not([type=hidden])")?.focus();
  };
};

document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
  const act = Object.hasOwn(acts, event.key) ? acts[event.key] : lead(event.key);
  if (!act) return;
  event.preventDefault();
  act();
});
