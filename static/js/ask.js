// Shows a question as soon as the answer that brings it is given. The server looks again when one goes on.
// <div data-when="q1=2" hidden> … <input type="hidden" name="held" …> </div>: shown while q1 has the value 2.
const waiting = [...document.querySelectorAll("[data-when]")];

const follow = () => {
  for (const box of waiting) {
    const [name, value] = box.dataset.when.split("=");
    const chosen = document.querySelector(`input[name="${CSS.escape(name)}"]:checked`);
    const brought = chosen?.value === value && !chosen.closest("[data-when][hidden]");
    box.hidden = !brought;
    const held = box.querySelector("input[name=held]");
    if (held) held.disabled = brought;
  }
};
document.addEventListener("change", follow);
follow();
