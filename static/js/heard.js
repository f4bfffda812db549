// Shows, while somebody types, that their matter may need another way first. The server looks again when they go on.
// [data-heard="words;words"] in #heard is shown once one of its words stands in the form's texts, as whole words.
const words = (text) => text.normalize("NFC").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");
const fields = document.querySelectorAll("#title, #body");
const notices = [...document.querySelectorAll("#heard [data-heard]")].map((notice) => [
  notice,
  notice.dataset.heard.split(";").map(words).filter(Boolean),
]);

const listen = () => {
  const text = ` ${[...fields].map((field) => words(field.value)).join(" ")} `;
  for (const [notice, phrases] of notices) {
    notice.hidden = !phrases.some((phrase) => text.includes(` ${phrase} `));
  }
};
for (const field of fields) field.addEventListener("input", listen);
listen();
