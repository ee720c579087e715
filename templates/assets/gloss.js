// @ts-check
// Pages without English: what a gloss is, said where the pointer rests on one, in the language of the interface.

changed.push((name) => {
  const said = name === "ui" && document.querySelector(`#labels p [lang=${root.dataset.ui}]`)?.textContent;
  if (said) for (const one of all(".gl")) one.title = said;
});
