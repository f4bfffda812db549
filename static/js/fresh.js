// The queue stays fresh. Now and then its own address is asked whether it still is what this page shows (If-None-Match:
// while it is, the answer is empty). What changed is put in place without moving what somebody reads or has the focus on;
// where somebody is at the list, new reports are only announced, and a press brings them in. Such a question keeps no session awake.
// <section class="queue" data-fresh="address" data-words-new data-words-gone data-words-over> … [data-fresh-told] [data-fresh-go] … </section>
const EVERY = 20_000;
const LONGEST = 300_000;

const queue = document.querySelector("[data-fresh]");
const rowsIn = (root) => root.querySelector("[data-queue]");
const keys = (list) => [...list.querySelectorAll("a")].map((row) => row.getAttribute("href"));
const go = queue?.querySelector("[data-fresh-go]");
const told = queue?.querySelector("[data-fresh-told]");
let mark = "";
let wait = EVERY;
let timer;
let next = null; // what a press would bring in
let last = null; // the row that had the focus before the button

const say = (words, offer) => {
  told.textContent = words;
  go.hidden = !offer;
};

const ask = async () => {
  clearTimeout(timer);
  if (document.hidden) return; // asked at once when somebody looks again
  try {
    const headers = { "x-by-itself": "1", ...(mark && { "if-none-match": mark }) };
    const answer = await fetch(queue.dataset.fresh, { headers, redirect: "manual" });
    if (answer.status === 200) {
      mark = answer.headers.get("etag") ?? "";
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } else if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
      next = null; // signed out, or no longer one's own
      return say(queue.dataset.wordsOver, true);
    } else if (answer.status !== 304) throw new Error(answer.status);
    wait = EVERY;
  } catch {
    wait = Math.min(LONGEST, wait * 2);
  }
  timer = setTimeout(ask, wait * (1 + Math.random() / 4)); // not all windows of a house at once
};

const take = (page) => {
  const fresh = page.querySelector("[data-fresh]");
  if (!fresh) return;
  frame(page);
  const [own, others] = [keys(rowsIn(queue)), keys(rowsIn(fresh))];
  const came = others.filter((key) => !own.includes(key)).length;
  const same = came === 0 && own.length === others.length;
  const words = came ? `${queue.dataset.wordsNew} ${came}` : queue.dataset.wordsGone;
  if (same) {
    next = null;
    put(fresh);
    say("", false);
  } else if (rowsIn(queue).matches(":focus-within, :hover")) {
    next = [fresh, words];
    say(words, true);
  } else {
    next = null;
    put(fresh);
    say(words, false);
  }
};

// The numbers in the menus, and the bell while it is closed.
const frame = (page) => {
  for (const count of document.querySelectorAll(".side-link .count, .tabs .count")) {
    const href = CSS.escape(count.closest("a").getAttribute("href"));
    const now = page.querySelector(`a[href="${href}"] .count`);
    if (now) count.textContent = now.textContent;
    if (now) count.classList.toggle("count-none", now.classList.contains("count-none"));
  }
  const bells = page.querySelectorAll(".bell");
  document.querySelectorAll(".bell").forEach((bell, at) => {
    if (!bell.open && !bell.contains(document.activeElement) && bells[at]) bell.replaceWith(bells[at].cloneNode(true));
  });
};

// Brings the rows in, each in its own element where it was there before; what was seen stays where it was seen.
const put = (fresh) => {
  const [list, rows] = [rowsIn(queue), rowsIn(fresh)];
  const box = getComputedStyle(queue).overflowY === "auto" ? queue : document.scrollingElement;
  const top = (row) => row.getBoundingClientRect().top;
  const focused = document.activeElement?.closest("[data-queue] li");
  const seen = focused ?? (box.scrollTop > 0 && [...list.children].find((row) => top(row) >= 0));
  const was = seen && top(seen);
  const had = new Map([...list.children].map((row) => [row.querySelector("a").getAttribute("href"), row]));
  const wanted = [...rows.children].map((row) => {
    const link = row.querySelector("a");
    const own = had.get(link.getAttribute("href"));
    if (!own) return row;
    const mine = own.querySelector("a");
    mine.className = link.className;
    mine.replaceChildren(...link.childNodes);
    return own;
  });
  // What has the focus is never moved: it would lose it. The others are put around it.
  const at = wanted.indexOf(focused);
  [...list.children].filter((row) => !wanted.includes(row)).forEach((row) => row.remove());
  wanted.slice(0, Math.max(at, 0)).forEach((row) => list.insertBefore(row, focused));
  list.append(...wanted.slice(at + 1));
  for (const part of [".empty", ".queue-units", ".pager"]) {
    queue.querySelector(`:scope > ${part}`)?.remove();
    const now = fresh.querySelector(`:scope > ${part}`);
    if (now) part === ".pager" ? queue.append(now) : list.before(now);
  }
  if (seen?.isConnected) box.scrollTop += top(seen) - was;
};

if (queue?.dataset.fresh) {
  queue.addEventListener("focusin", (event) => { last = event.target.closest("[data-queue] a") ?? last; });
  go.addEventListener("click", () => {
    if (!next) return location.reload();
    put(next[0]);
    say(next[1], false);
    next = null;
    (last?.isConnected ? last : rowsIn(queue).querySelector("a"))?.focus({ preventScroll: true });
  });
  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, EVERY);
}
