// @ts-check
// Start of the study page. Without it the page is readable, with furigana.

/** Cells that are blurred can be reached and shown by keyboard. @param {string} name */
function blurEnglish(name) {
  if (name !== "english") return;
  for (const one of all(".row > .en")) {
    one.classList.remove("shown");
    if (root.dataset.english === "blur" && one.textContent) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
}

/** @param {string} id @param {() => void} fill  when the sheet opens */
function sheet(id, fill) {
  byId(id).addEventListener("toggle", () => /** @type {HTMLDetailsElement} */ (byId(id)).open && fill());
}

document.addEventListener("DOMContentLoaded", () => {
  data = JSON.parse(byId("data").textContent || "");
  card = byId("card");
  fixes = JSON.parse(stored(data.page[0] + ":fixes") || "{}");
  changed.push(close, blurEnglish, (name) => /^(romaji|spacing|names|furigana|level)$/.test(name) && dressAgain());
  startSettings();
  sheet("find", () => byId("query").focus());
  sheet("vocabulary", listWords);
  sheet("review", listDoubts);
  byId("query").addEventListener("input", search);
  for (const id of ["which", "order"]) byId(id).addEventListener("change", listWords);
  byId("csv").addEventListener("click", () => exportWords(false));
  byId("anki").addEventListener("click", () => exportWords(true));
  byId("print").addEventListener("click", () => print());
  for (const found of all("#found, #words, #doubts")) {
    found.addEventListener("click", (event) => /** @type {Element} */ (event.target).closest("a") && closeSheets(document.body));
  }
  document.addEventListener("pointerover", hover);
  document.addEventListener("click", click);
  document.addEventListener("keydown", key);
  document.addEventListener("focusin", (event) => !opened && light(/** @type {Element} */ (event.target).closest(TERM)));
  addEventListener("beforeprint", () => all(".row").forEach(dress));
  addEventListener("resize", close);
  addEventListener("hashchange", () => {
    applyAll();
    arrive();
  });
  startProgress();
  setTimeout(places, 500); // so that the first card need not wait for it
  if (target()) arrive();
});
