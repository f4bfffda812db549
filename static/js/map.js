// Draws a map where a page has room for one; without it the page says all of it in words and fields.
// <div data-map="place" data-tiles data-credit data-borders data-frame data-script data-style hidden> with [data-canvas] inside:
// one place, for the field with the id "point". The library is loaded only where a map is looked at.
const load = (map) => window.L ? Promise.resolve(window.L) : new Promise((done, failed) => {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = map.dataset.style;
  const script = document.createElement("script");
  script.src = map.dataset.script;
  script.onload = () => done(window.L);
  script.onerror = failed;
  document.head.append(style, script);
});

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const frameOf = (corners) => {
  const [south, west, north, east] = corners.split(",").map(Number);
  return [[south, west], [north, east]];
};

// A map on its ground: pictures of the city's own choice, and the communes' borders.
export const begin = async (map, options = {}) => {
  const L = await load(map);
  map.hidden = false;
  const canvas = map.querySelector("[data-canvas]");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const drawn = L.map(canvas, { zoomControl: false, attributionControl: Boolean(map.dataset.credit), zoomAnimation: !still, fadeAnimation: !still, maxZoom: 18, minZoom: 7, zoomSnap: map.dataset.tiles ? 1 : 0.25, ...options });
  L.control.zoom({ position: "topright", zoomInTitle: map.dataset.in, zoomOutTitle: map.dataset.out }).addTo(drawn);
  if (map.dataset.frame) drawn.fitBounds(frameOf(map.dataset.frame)); else drawn.setView([0, 0], 7);
  if (map.dataset.tiles) L.tileLayer(map.dataset.tiles, { attribution: map.dataset.credit, maxZoom: 18 }).addTo(drawn);
  if (map.dataset.borders) {
    fetch(map.dataset.borders).then((answer) => answer.json()).then((borders) => {
      const style = { color: colour("--edge"), weight: 1, fillColor: colour("--paper"), fillOpacity: map.dataset.tiles ? 0 : 1, interactive: false };
      L.geoJSON(borders, { style, interactive: false }).addTo(drawn).bringToBack();
    }).catch(() => { /* the map is still one */ });
  }
  return drawn;
};

const place = async (map) => {
  const field = document.getElementById("point");
  const source = document.getElementById("point_source");
  const accuracy = document.getElementById("point_accuracy");
  const said = map.querySelector("[data-say]");
  const locate = map.querySelector("[data-locate]");
  const drawn = await begin(map);
  const L = window.L;
  const icon = L.divIcon({ className: "map-pin", iconSize: [28, 28], iconAnchor: [14, 34], html: "<span></span>" });
  let pin;
  const read = () => {
    const [lat, lon] = (field ? field.value : map.dataset.point || "").split(",").map((part) => Number.parseFloat(part));
    return Number.isFinite(lat) && Number.isFinite(lon) ? L.latLng(lat, lon) : null;
  };
  const write = (at, how, metres) => {
    field.value = `${at.lat.toFixed(5)}, ${at.lng.toFixed(5)}`;
    if (source) source.value = how;
    if (accuracy) accuracy.value = metres ? String(Math.round(metres)) : "";
  };
  const show = (at, near) => {
    if (!at) { if (pin) { pin.remove(); pin = undefined; } return; }
    if (pin) pin.setLatLng(at);
    else {
      pin = L.marker(at, { icon, draggable: Boolean(field), keyboard: false }).addTo(drawn);
      pin.on("dragend", () => write(pin.getLatLng(), "map"));
    }
    if (near) drawn.setView(at, Math.max(drawn.getZoom(), 15));
  };
  show(read(), true);
  if (!field) return;
  field.addEventListener("change", () => { if (source) source.value = "map"; show(read(), true); });
  drawn.on("click", (event) => { write(event.latlng, "map"); show(event.latlng); });
  if (!navigator.geolocation || !locate || !source) return;
  locate.hidden = false;
  locate.addEventListener("click", () => {
    said.textContent = map.dataset.near;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const at = L.latLng(coords.latitude, coords.longitude);
      write(at, "position", coords.accuracy);
      show(at, true);
      said.textContent = map.dataset.found;
    }, () => { said.textContent = map.dataset.far; }, { enableHighAccuracy: true, timeout: 15_000 });
  });
};

const map = document.querySelector('[data-map="place"]');
if (map) {
  const fold = map.closest("details");
  if (!fold || fold.open) place(map);
  else fold.addEventListener("toggle", () => place(map), { once: true });
}

// <div data-map="all" data-squares data-page>: squares with what stands in them. The list beside is asked anew for each frame, as
// the page itself writes it.
const STATES = ["waiting", "working", "done", "refused"];
const all = async (map) => {
  const asked = new URL(location.href);
  const drawn = await begin(map);
  document.querySelector("[data-picture]")?.setAttribute("hidden", "");
  const L = window.L;
  const results = document.querySelector("[data-results]");
  const marks = L.layerGroup().addTo(drawn);
  let picked = "";
  let turn = 0;
  let waits;

  const address = (page) => {
    const to = new URL(page, location.href);
    const frame = drawn.getBounds();
    const corners = [frame.getSouth(), frame.getWest(), frame.getNorth(), frame.getEast()];
    to.searchParams.set("khung", corners.map((part) => part.toFixed(4)).join(","));
    to.searchParams.set("muc", String(Math.round(drawn.getZoom())));
    return to;
  };

  const square = ([key, lat, lon, counts]) => {
    const n = counts.reduce((sum, one) => sum + one, 0);
    const state = STATES[counts.findIndex((one) => one > 0)];
    const size = n === 1 ? 28 : n < 10 ? 32 : n < 100 ? 40 : n < 1000 ? 46 : 54;
    const kind = n === 1 ? `map-one map-${state}` : "map-many";
    const icon = L.divIcon({ className: `map-dot ${kind}${key === picked ? " map-chosen" : ""}`, iconSize: [size, size], html: n === 1 ? "" : n.toLocaleString(document.documentElement.lang) });
    const words = (n === 1 ? map.dataset.one : map.dataset.many).replace("{n}", n);
    const mark = L.marker([lat, lon], { icon, title: words, alt: words, zIndexOffset: key === picked ? 1000 : n }).addTo(marks);
    mark.on("click", () => {
      const near = drawn.getZoom() >= drawn.getMaxZoom() - 1;
      if (n === 1 || near) { picked = key; look(); } else drawn.setView([lat, lon], drawn.getZoom() + 2);
    });
  };

  // Squares in the colour of how many lie in them.
  const dense = ([key, , , counts], [south, west, north, east], steps) => {
    const n = counts.reduce((sum, one) => sum + one, 0);
    const step = steps.filter((begin) => begin <= n).length;
    const style = { stroke: key === picked, color: colour("--flame"), weight: 3, fillColor: colour(`--dense-${step}`), fillOpacity: 0.85 };
    const words = (n === 1 ? map.dataset.one : map.dataset.many).replace("{n}", n);
    L.rectangle([[south, west], [north, east]], style).addTo(marks).bindTooltip(words).on("click", () => { picked = key; look(); });
  };

  const look = async () => {
    const mine = ++turn;
    const page = address(map.dataset.page);
    if (picked) page.searchParams.set("o", picked);
    try {
      const [squares, list] = await Promise.all([
        fetch(address(map.dataset.squares)).then((answer) => answer.json()),
        fetch(page).then((answer) => answer.text()),
      ]);
      if (mine !== turn) return;
      marks.clearLayers();
      if (squares.steps) squares.squares.forEach((one, at) => dense(one, squares.corners[at], squares.steps));
      else squares.squares.forEach(square);
      const said = new DOMParser().parseFromString(list, "text/html");
      for (const name of ["[data-results]", "[data-key]"]) {
        const fresh = said.querySelector(name);
        if (fresh) document.querySelector(name).replaceChildren(...fresh.childNodes);
      }
      history.replaceState(null, "", page);
    } catch { /* what was seen last stays */ }
  };

  results.addEventListener("click", (event) => {
    if (!event.target.closest("[data-unpick]")) return;
    event.preventDefault();
    picked = "";
    look();
  });
  map.querySelector("[data-whole]").addEventListener("click", () => drawn.fitBounds(frameOf(map.dataset.all)));
  const [south, west, north, east] = (asked.searchParams.get("khung") || "").split(",").map(Number);
  if (Number.isFinite(east)) drawn.fitBounds([[south, west], [north, east]]);
  picked = asked.searchParams.get("o") || "";
  drawn.on("moveend", () => { clearTimeout(waits); waits = setTimeout(look, 250); });
  look();
};

const view = document.querySelector('[data-map="all"]');
if (view) all(view);
