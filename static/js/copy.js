// <button data-copy="26-8K3F-Q7" data-copied="Đã sao chép" hidden>: shown only where copying works.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const label = button.querySelector("[data-label]") || button;
    const before = label.textContent;
    label.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        label.textContent = button.dataset.copied;
        setTimeout(() => { label.textContent = before; }, 3000);
      } catch {
        button.hidden = true; // not allowed here: the code can still be selected by hand
      }
    });
  }
}
