// j and k go down and up in the queue, Enter opens. Links work without it.
const rows = [...document.querySelectorAll("[data-queue] a")];
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || rows.length === 0) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const focused = rows.indexOf(document.activeElement);
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute("aria-current"));
  rows[Math.min(rows.length - 1, Math.max(0, at + step))].focus();
  event.preventDefault();
});
