// Type to narrow a long list of choices. Tone marks, case and đ do not matter, as on the server.
// <input data-filter="#id"> and, inside #id, [data-find="words"] rows, maybe in <details> groups.
// A [data-none] element inside #id is shown when nothing is left.
const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

for (const input of document.querySelectorAll("[data-filter]")) {
  const list = document.querySelector(input.dataset.filter);
  if (!list) continue;
  const rows = [...list.querySelectorAll("[data-find]")].map((row) => [row, fold(row.dataset.find)]);
  const groups = [...list.querySelectorAll("details")].map((group) => [group, group.open]);
  const none = list.querySelector("[data-none]");
  const box = input.closest("[data-filter-box]");
  if (box) box.hidden = false;

  const narrow = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const [row, text] of rows) {
      const chosen = row.querySelector("input:checked");
      row.hidden = !chosen && !words.every((word) => text.includes(word));
      if (!row.hidden) left += 1;
    }
    for (const [group, open] of groups) {
      group.hidden = !group.querySelector("[data-find]:not([hidden])");
      group.open = words.length > 0 || open;
    }
    if (none) none.hidden = left > 0;
  };
  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it narrows, it does not send
  });
  narrow();
}
