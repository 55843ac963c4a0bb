// A long circle: only the cards around the screen are in the page.

import { expect, test } from "../../support/people.ts";

const COUNT = 200;

test("a long circle holds the cards around the screen, and Back and a reload find the place", async ({ circle }) => {
  test.setTimeout(120_000);
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  for (let number = 0; number < COUNT; number += 1) {
    await fang.post(`moment ${number}\n`.repeat(1 + (number % 6)).trim());
  }
  await page.goto("/circle");
  const cards = page.getByRole("article");
  const drawn = page.locator(".moment-body");
  await expect(drawn.first()).toBeVisible();
  await expect(async () => {
    await page.mouse.wheel(0, 4000);
    expect(await cards.count()).toBe(COUNT);
  }).toPass({ timeout: 60_000 });
  const far = cards.nth(150);
  await far.evaluate((card) => card.scrollIntoView({ block: "center" }));
  await expect(far.getByText("moment 49").first()).toBeVisible();
  await expect.poll(() => drawn.count()).toBeLessThan(45);

  // Nothing moves when cards above are emptied and drawn again.
  const place = async () => Math.round((await far.boundingBox())!.y);
  await expect.poll(() => drawn.count()).toBeGreaterThan(5);
  const before = await place();
  await far.getByRole("button", { name: words.like, exact: true }).click();
  await expect(far.getByRole("button", { name: words.liked })).toBeVisible();
  expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(2);

  await far.getByText(words.justNow).click();
  await expect(page).toHaveURL(/\/moments\//);
  await page.goBack();
  await expect(far.getByText("moment 49").first()).toBeVisible();
  await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThanOrEqual(2);
});

test("a card in which somebody writes stays when it is far away", async ({ circle }) => {
  test.setTimeout(90_000);
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  for (let number = 0; number < 40; number += 1) await fang.post(`moment ${number}`);
  await page.goto("/circle");
  const first = page.getByRole("article").first();
  await first.getByRole("button", { name: words.comment, exact: true }).click();
  const box = first.getByRole("textbox");
  await box.fill("half a thought");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await expect(async () => {
    await page.mouse.wheel(0, 5000);
    expect(await page.getByRole("article").count()).toBe(40);
  }).toPass({ timeout: 30_000 });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(page.locator(".moment-body").last()).toBeVisible();
  await page.evaluate(() => scrollTo(0, 0));
  await expect(box).toHaveValue("half a thought");
});
