// Says that somebody has this report open, or writes at it, and shows who else does. Nothing of it is kept longer than
// minutes; a hidden window says nothing, and such a word keeps no session awake.
// <p role="status" data-here="address" data-csrf="…"></p>
const EVERY = 40_000;
const WRITES = 60_000; // so long after the last key
const here = document.querySelector("[data-here]");
let typed = 0;
let timer;

const form = (doing) => new URLSearchParams({ csrf: here.dataset.csrf, doing });

const say = async () => {
  clearTimeout(timer);
  if (document.hidden) return;
  const doing = typed > Date.now() - WRITES ? "viet" : "doc";
  try {
    const answer = await fetch(here.dataset.here, { method: "POST", body: form(doing), headers: { "x-by-itself": "1" }, redirect: "manual" });
    if (!answer.ok) return; // signed out, or no longer one's own
    const words = await answer.text();
    if (here.textContent !== words) here.textContent = words;
  } catch { /* the next turn may be heard */ }
  timer = setTimeout(say, EVERY * (1 + Math.random() / 4));
};

if (here) {
  document.addEventListener("input", (event) => {
    if (!event.target.closest("main form")) return;
    const first = typed < Date.now() - WRITES;
    typed = Date.now();
    if (first) say();
  });
  document.addEventListener("visibilitychange", say);
  addEventListener("pagehide", () => navigator.sendBeacon(here.dataset.here, form("di")));
  addEventListener("pageshow", (event) => { if (event.persisted) say(); });
  say();
}
