// Measures how long somebody with many friends waits, in the system's Chromium at its own speed and
// four times slower:
//   node e2e/bench/friends.mjs URL HANDLE PASSWORD

import { chromium } from "@playwright/test";

const [url, handle, password] = process.argv.slice(2);
if (!password) {
  console.error("node e2e/bench/friends.mjs URL HANDLE PASSWORD");
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: process.env.LIFE_CIRCLE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const rows = {};
const note = (name, ms) => (rows[name] ??= []).push(ms);
const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

for (const slower of [1, 4]) {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ baseURL: url, locale: "en-GB", viewport });
  const answer = await context.request.post("/api/v1/sessions", {
    headers: { "x-life-circle": "1" },
    data: { handle, password },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });

  // The first load fills the cache: the measured one is that of somebody who comes back.
  await page.goto("/friends");
  await page.locator(".friend-section a").first().waitFor();
  const begun = Date.now();
  await page.goto("/friends");
  await page.locator(".friend-section a").first().waitFor();
  note("friends page: the first friend stands there", Date.now() - begun);
  await page.locator(".index-strip button").first().waitFor();
  const { total } = await (await context.request.get("/api/v1/friends?limit=1")).json();
  const shows = (count) => document.querySelectorAll(".friend-section a").length === count;
  await page.waitForFunction(shows, total, { timeout: 120_000 });
  note(`friends page: all ${total} and the letters stand there`, Date.now() - begun);

  // The time goes from a key to the frame after its results are drawn.
  const field = page.locator("input[type=search]").first();
  await field.click();
  const times = [];
  for (const letter of "wangli") {
    await page.evaluate(() => {
      window.drawn = new Promise((done) => {
        addEventListener("input", (event) => {
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - event.timeStamp)));
        }, { once: true, capture: true });
      });
    });
    await page.keyboard.type(letter);
    times.push(await page.evaluate(() => window.drawn));
    await page.waitForTimeout(300);
  }
  note("search, from a key to the next frame: middle", middle([...times]));
  note("search, from a key to the next frame: worst", Math.max(...times));
  await page.locator("input[type=search]").first().fill("");

  // The list scrolls from its top to its end; a frame that took longer than 50 ms is a hitch.
  const hitches = await page.evaluate(() => new Promise((done) => {
    let [late, last] = [0, performance.now()];
    const end = performance.now() + 3000;
    const step = (now) => {
      if (now - last > 50) late += 1;
      last = now;
      scrollBy(0, 120);
      now < end ? requestAnimationFrame(step) : done(late);
    };
    requestAnimationFrame(step);
  }));
  note("scrolling for 3 s: frames longer than 50 ms", hitches);

  await page.goto("/circle");
  await page.locator(".share-prompt").click();
  const radios = page.locator("input[name=audience]");
  await radios.first().waitFor({ state: "attached" });
  const previews = [];
  for (const place of [2, 1, 2, 1, 2]) {
    const answered = page.waitForResponse(/\/api\/v1\/audience$/);
    const from = Date.now();
    await radios.nth(place).check({ force: true });
    await answered;
    await page.waitForFunction(() => {
      const preview = document.querySelector(".audience-preview small");
      return !preview?.textContent?.includes("…");
    });
    previews.push(Date.now() - from);
  }
  note("who will see it, from a tap to the count: middle", middle(previews));
  await context.close();
}
await browser.close();
console.log("| what | ms | four times slower |\n| --- | ---: | ---: |");
for (const [name, times] of Object.entries(rows)) {
  console.log(`| ${name} | ${times.map((ms) => Math.round(ms)).join(" | ")} |`);
}
