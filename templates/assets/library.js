// @ts-check
// The library and the glossary: search, share of words above one's level, progress, reading without a network.

/** Show the pages and terms that have what is searched. */
function filter() {
  const { value } = /** @type {HTMLInputElement} */ (byId("query"));
  let hits = 0;
  for (const item of all("[data-find]")) {
    const { find = "", romaji = "" } = item.dataset;
    item.hidden = Boolean(value.trim()) && !matches(fold(find), squeeze(romaji), value);
    if (item.matches(".found *") && !value.trim()) item.hidden = true;
    hits += Number(!item.hidden);
  }
  byId("hits").textContent = value.trim() ? String(hits) : "";
}

/** Share of kanji words above the level that is set, and how far each page has been read. */
function tellPages() {
  const at = "1 2 3 4 5 6 8 j4 j3 j2 j1".split(" ").indexOf(modes.level || "2");
  for (const page of all("[data-above]")) {
    const share = (page.dataset.above || "").split(" ")[at];
    for (const shown of page.querySelectorAll(".above")) shown.textContent = share + " %";
    const keys = (page.dataset.key || "").split("/"); // of the parts of a long page
    const read = keys.map((key) => stored(key + ":row").slice(1).split("/")).filter(([, rows]) => rows);
    const bar = page.querySelector("progress");
    if (bar) bar.value = read.reduce((sum, [row, rows]) => sum + Number(row) / Number(rows), 0) / keys.length;
    if (bar?.parentElement) bar.parentElement.hidden = !read[0];
  }
}

/** Over http the folder can be installed; from disk it needs no installing. */
function install() {
  if (!location.protocol.startsWith("http") || !("serviceWorker" in navigator)) return;
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = "manifest.webmanifest";
  document.head.append(link);
  const { trustedTypes } = /** @type {any} */ (window);
  const make = { createScriptURL: (/** @type {string} */ url) => url };
  const policy = trustedTypes ? trustedTypes.createPolicy("taiyaku", make) : make;
  navigator.serviceWorker.register(policy.createScriptURL("sw.js"));
}

on(document, "DOMContentLoaded", () => {
  changed.push(tellPages);
  startSettings();
  for (const query of all("#query")) on(query, "input", filter); // a list of parts has none
  tellPages();
  install();
});
