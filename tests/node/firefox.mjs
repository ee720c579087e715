// The core of the study page in Firefox, driven over WebDriver BiDi: node firefox.mjs PAGE. Prints what is wrong.
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({
  browser: "firefox", executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr", headless: true,
});
const problems = [];
const check = (name, holds) => holds || problems.push(name);
try {
  const page = await browser.newPage();
  page.on("console", (said) => ["error", "warn"].includes(said.type()) && problems.push(said.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(process.argv[2]);
  const heights = () => page.evaluate(() => [...document.querySelectorAll(".row")].slice(0, 9).map((row) => row.offsetHeight).join());
  const before = await heights();
  await page.select("[data-set=furigana]", "off");
  check("furigana is hidden", await page.evaluate(() => getComputedStyle(document.querySelector("rt")).visibility === "hidden"));
  check("lines do not move", before === await heights());
  check("the address tells it", page.url().endsWith("#furigana=off"));
  await page.click("#r1 .ja a");
  check("a click opens the card", await page.evaluate(() => document.querySelector("#card").textContent.includes("Anna Berg")));
  await page.keyboard.press("Escape");
  check("Esc closes it", await page.evaluate(() => document.querySelector("#card").hidden));
  await page.focus("#r5 .n");
  for (const key of ["ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  check("arrows and Enter open a word", await page.evaluate(() => !document.querySelector("#card").hidden));
  await page.keyboard.press("Escape");
  await page.select("[data-set=english]", "blur");
  await page.click("#r5 .en");
  check("a click shows blurred English", await page.evaluate(() => getComputedStyle(document.querySelector("#r5 .en")).filter === "none"));
  const copied = await page.evaluate(() => (getSelection().selectAllChildren(document.querySelector("#s1")), String(getSelection())));
  check(`copying gives the sentence: ${copied}`, copied === "アンナ・ベルク市長、新しい港を開く");
  await page.click("#find > summary");
  await page.type("#query", "minato wa");
  check("search finds romaji", await page.evaluate(() => document.querySelectorAll("#found li").length > 0));
  await page.keyboard.press("Escape");
  await page.click("#r2 .ja .u");
  await page.click("#card .tools button");
  check("a word is marked", await page.evaluate(() => document.querySelector("#card [aria-pressed=true]") !== null));
  await page.keyboard.press("Escape");
  await page.click("#r5 .n");
  check("a row says how it was paired", await page.evaluate(() => document.querySelector("#card").textContent.includes("2 : 1 · 93 %")));
  await page.keyboard.press("Escape");
  for (const width of [1280, 375, 320]) {
    await page.setViewport({ width, height: 720 });
    const wide = await page.evaluate(() => [...document.querySelectorAll("[data-set]")].flatMap((control) =>
      (control.options ? [...control.options].map((option) => option.value).reverse() : ["on", "off"]).filter((value) => {
        if (control.options) control.value = value;
        else control.checked = value === "on";
        control.dispatchEvent(new Event("change"));
        return document.documentElement.dataset[control.dataset.set] !== value || document.documentElement.scrollWidth > innerWidth;
      }).map((value) => `${control.dataset.set}=${value}`)));
    check(`every mode fits ${width}: ${wide}`, wide.length === 0);
  }
  await page.select("[data-set=english]", "blur");
  await page.reload();
  check("settings are kept", await page.evaluate(() => document.documentElement.dataset.english === "blur"));
} finally {
  await browser.close();
}
for (const problem of problems) console.log(problem);
