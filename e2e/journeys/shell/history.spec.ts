// Back, Forward and reload: each press shows something, and places are kept.

import { expect, test } from "../../support/people.ts";
import { pictures } from "../../support/pictures.ts";

test("Forward after a closed photo and a reload under one keep the place, and no press is dead", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  for (let number = 1; number <= 12; number += 1) await fang.post(`moment ${number}\n`.repeat(6));
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.locator("input[type=file]").setInputFiles(pictures(1));
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  const photo = page.getByRole("button", { name: words.openPhoto(1, 1) });
  await expect(photo).toBeVisible();
  await page.goto("/friends");
  await page.getByRole("navigation").first().getByRole("link", { name: words.circle }).click();
  await photo.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 120);
  const y = () => page.evaluate(() => scrollY);
  await expect.poll(y).toBeGreaterThan(80);
  const kept = () => page.evaluate(() => typeof history.state);
  await expect.poll(kept, "the place is written into its entry").toBe("string");
  const place = await y();
  const lightbox = page.locator("dialog.lightbox");
  await photo.click();
  await expect(lightbox).toBeVisible();
  await page.goBack();
  await expect(lightbox).toBeHidden();
  await page.goForward().catch(() => undefined);
  await expect(lightbox).toBeHidden();
  await expect.poll(y, "Forward").toBe(place);

  await photo.click();
  await expect(lightbox).toBeVisible();
  await page.reload();
  await expect(photo).toBeVisible();
  await expect(lightbox).toBeHidden();
  await expect.poll(async () => Math.abs((await y()) - place), "a reload").toBeLessThan(3);
  await page.goBack();
  await expect(page, "the first press after it").toHaveURL(/\/friends$/);
  await page.goForward();
  await expect(page).toHaveURL(/\/circle$/);
  await expect.poll(async () => Math.abs((await y()) - place), "Forward to it").toBeLessThan(3);
});

test("the keyboard goes on after a deleted moment, and a key undoes", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  for (const text of ["first", "second", "third"]) await fang.post(text);
  await page.goto("/circle");
  const moment = page.getByRole("article").filter({ hasText: "second" });
  await fang.press(moment.getByRole("button", { name: words.delete, exact: true }));
  await expect(moment).toBeHidden();
  const next = page.getByRole("article").filter({ hasText: "first" });
  await expect(next.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(moment).toBeVisible();
});

test("a message stands over an open dialog, where it can be reached", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await fang.post("hello");
  await page.goto("/circle");
  const moment = page.getByRole("article").filter({ hasText: "hello" });
  await moment.getByRole("button", { name: words.delete, exact: true }).click();
  await expect(page.getByRole("button", { name: words.undo })).toBeVisible();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.undo }).click();
  await expect(page.getByRole("article").filter({ hasText: "hello" })).toHaveCount(1);
});

test("a tab that was open over a new version reloads once, and says so", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/404/, /Failed to/, /import/, /wasm/i);
  let pages = 0;
  const html = await (await fang.request.get("/")).text();
  const newer = html.replaceAll(/\/life-circle-[0-9a-f]{8,}/g, "/life-circle-0123456789abcdef");
  await page.goto("/circle");
  await expect(page.getByRole("button", { name: words.sharePrompt })).toBeVisible();
  await page.route(/(?<!_bg)\.wasm$/, (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.route(/:\d+\/$/, (route) => route.fulfill({ body: newer, contentType: "text/html" }));
  page.on("load", () => (pages += 1));
  const tabs = page.getByRole("navigation").first();
  await tabs.getByRole("link", { name: words.me, exact: true }).click();
  await expect(page.getByText("Life Circle has been updated.")).toBeVisible();
  await expect(page.getByRole("alert").getByRole("button")).toBeVisible();
  expect(pages, "reloaded once, though the part is still missing").toBe(1);
});

test("a tab leads to where it was left, with news to its top, and a second tap to its top", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const lei = await circle.join("Lei");
  await fang.befriend(lei);
  const { page, words } = fang;
  for (let number = 1; number <= 12; number += 1) await fang.post(`moment ${number}\n`.repeat(6));
  await page.goto("/circle");
  const tab = (name: string) => page.getByRole("navigation").first().getByRole("link", { name });
  const y = () => page.evaluate(() => scrollY);
  await page.getByRole("article").nth(6).scrollIntoViewIfNeeded();
  await expect.poll(y).toBeGreaterThan(500);
  const place = await y();
  await tab(words.friends).click();
  await expect(page).toHaveURL(/\/friends$/);
  await expect.poll(y).toBe(0);
  await tab(words.circle).click();
  await expect.poll(async () => Math.abs((await y()) - place)).toBeLessThan(3);
  await tab(words.circle).click();
  await expect.poll(y, "a second tap").toBe(0);

  await page.getByRole("article").nth(6).scrollIntoViewIfNeeded();
  await expect.poll(y).toBeGreaterThan(500);
  await tab(words.friends).click();
  await lei.post("news");
  await expect(tab(words.circle).locator(".dot")).toBeVisible({ timeout: 20_000 });
  await tab(words.circle).click();
  await expect(page.getByText("news")).toBeVisible();
  await expect.poll(y, "news is at the top").toBe(0);
});
