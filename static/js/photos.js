// Shows the photos just chosen, lets one be taken out again, and makes big ones smaller before they
// are sent over a phone's line. The server shrinks and cleans them anyway; without this script the
// plain file input does the work.
// <div data-photos data-max="5" data-remove="Bỏ ảnh này" data-many="…"> input[type=file], ul.previews, [data-say] </div>
const LONGEST = 2000;
const WORTH_SHRINKING = 1_500_000;
const WORTH_CHANGING = 4_000_000;

for (const box of document.querySelectorAll("[data-photos]")) {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector(".previews");
  const say = box.querySelector("[data-say]");
  const drop = box.querySelector(".file");
  const most = Number(box.dataset.max) || 5;
  let chosen = [];

  const show = () => {
    const basket = new DataTransfer();
    chosen.forEach((file) => basket.items.add(file));
    input.files = basket.files;
    list.querySelectorAll("img").forEach((img) => URL.revokeObjectURL(img.src));
    list.replaceChildren(...chosen.map(preview));
  };

  const preview = (file, at) => {
    const row = document.createElement("li");
    const img = document.createElement("img");
    img.src = URL.createObjectURL(file);
    img.alt = "";
    img.addEventListener("error", () => img.remove()); // HEIC: the browser may not show it, the server can say
    const name = document.createElement("span");
    name.className = "small";
    name.textContent = file.name;
    const out = document.createElement("button");
    out.type = "button";
    out.className = "button button-small";
    out.textContent = box.dataset.remove;
    out.setAttribute("aria-label", `${box.dataset.remove}: ${file.name}`);
    out.addEventListener("click", () => {
      chosen.splice(at, 1);
      say.textContent = "";
      show();
      (list.querySelector("button") || input).focus();
    });
    row.append(img, name, out);
    return row;
  };

  const add = async (files) => {
    const fresh = await Promise.all([...files].map(smaller));
    const all = [...chosen, ...fresh];
    chosen = all.slice(0, most);
    say.textContent = all.length > most ? box.dataset.many : "";
    show();
  };

  input.addEventListener("change", () => add(input.files));
  drop?.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  drop?.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop?.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    add([...event.dataTransfer.files].filter((file) => file.type.startsWith("image/")));
  });
}

// What is not a JPEG keeps its form while it is light: a screenshot stays sharp. What the browser cannot open (HEIC on most
// phones) is left to the server, which says what to do.
async function smaller(file) {
  const most = file.type === "image/jpeg" ? WORTH_SHRINKING : WORTH_CHANGING;
  const fixed = file.type === "image/gif" || file.type === "image/svg+xml";
  if (!file.type.startsWith("image/") || fixed || file.size < most || !window.createImageBitmap) return file;
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    const name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
    return blob && blob.size < file.size ? new File([blob], name, { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}
