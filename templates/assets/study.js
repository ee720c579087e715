// @ts-check
// Start of the study page. Without it the page is readable, with furigana.

/** Cells that are blurred can be reached and shown by keyboard. @param {string} name */
function blurEnglish(name) {
  if (name !== "english") return;
  for (const one of all(".row > .en")) {
    one.classList.remove("shown");
    if (modes.english === "blur" && one.textContent) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
}

/** @param {string} id @param {() => void} fill  when the sheet opens */
function sheet(id, fill) {
  on(byId(id), "toggle", () => byId(id).matches("[open]") && fill());
}

on(document, "DOMContentLoaded", () => {
  data = JSON.parse(byId("data").textContent || "");
  card = byId("card");
  fixes = JSON.parse(stored(data.page[0] + ":fixes") || "{}");
  changed.push(close, blurEnglish, (name) => /^(romaji|spacing|names|furigana|level)$/.test(name) && dressAgain());
  startSettings();
  sheet("find", () => byId("query").focus());
  sheet("vocabulary", listWords);
  sheet("review", listDoubts);
  on(byId("query"), "input", search);
  for (const id of ["which", "order"]) on(byId(id), "change", listWords);
  on(byId("csv"), "click", () => exportWords(false));
  on(byId("anki"), "click", () => exportWords(true));
  on(byId("print"), "click", () => print());
  for (const found of all("#found, #words, #doubts")) {
    on(found, "click", ({ target }) => target.closest("a") && closeSheets(document.body));
  }
  on(document, "pointerover", hover);
  on(document, "click", click);
  on(document, "keydown", key);
  on(document, "focusin", ({ target }) => !opened && light(target.closest(TERM)));
  on(window, "beforeprint", () => all(".row").forEach(dress));
  on(window, "resize", close);
  on(window, "hashchange", () => {
    applyAll();
    arrive();
  });
  startProgress();
  setTimeout(places, 500); // so that the first card need not wait for it
  if (target()) arrive();
});
