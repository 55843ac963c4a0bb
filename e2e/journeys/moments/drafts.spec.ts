// Moments that are begun and not sent.

import type { Locator, Page } from "@playwright/test";

import { keptHere } from "../../support/kept.ts";
import { expect, test, type Person } from "../../support/people.ts";
import { pictures } from "../../support/pictures.ts";

const openComposer = async ({ page, words }: Person, tab: Page = page) => {
  await tab.getByRole("button", { name: words.sharePrompt }).click();
  await expect(tab.getByLabel(words.momentText)).toBeVisible();
};

const openCircle = async (person: Person, tab: Page = person.page) => {
  await tab.goto("/circle");
  await openComposer(person, tab);
};

/** The first tap only asks. */
const discard = async (person: Person, button: Locator) => {
  await button.click();
  await person.aMomentLater();
  await button.click();
};

const drafts = ({ page, words }: Person, tab: Page = page) =>
  tab.getByRole("region", { name: words.drafts }).getByRole("listitem");

test("a draft and its audience survive closing the composer and the page", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await page.goto("/");
  await openComposer(fang);
  await page.getByLabel(words.momentText).fill("half a thought");
  await page.getByRole("radio", { name: words.onlyMe }).check({ force: true });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText(`${words.draft}half a thought`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`${words.draft}half a thought`)).toBeVisible();
  await openComposer(fang);
  await expect(page.getByLabel(words.momentText)).toHaveValue("half a thought");
  await expect(page.getByRole("radio", { name: words.onlyMe })).toBeChecked();
});

test("several drafts are kept, with their photos, and each is sent once", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  const text = page.getByLabel(words.momentText);
  const aside = page.getByRole("button", { name: words.putAside });
  const second = await page.context().newPage();
  for (const tab of [page, second]) await openCircle(fang, tab);
  await expect(aside).toBeHidden();
  await text.fill("the lake");
  await page.locator("input[type=file]").setInputFiles(pictures(1));
  await page.getByRole("radio", { name: words.onlyMe }).check({ force: true });
  await expect.poll(async () => (await page.evaluate(keptHere)).photos).toBe(1);
  await aside.click();
  await expect(text).toHaveValue("");
  await expect(text).toBeFocused();
  await expect(drafts(fang)).toContainText(["the lake"]);
  await expect(drafts(fang)).toContainText(["1 photo"]);
  await expect(drafts(fang, second)).toContainText(["the lake"]);
  await text.fill("the market");
  await page.reload();
  await openComposer(fang);
  await expect(text).toHaveValue("the market");

  await expect(drafts(fang), "only an empty form offers them").toHaveCount(0);
  await aside.click();
  await expect(drafts(fang)).toContainText(["the market", "the lake"]);
  await drafts(fang).getByRole("button", { name: /^the lake/ }).click();
  await expect(text).toHaveValue("the lake");
  await expect(page.getByRole("radio", { name: words.onlyMe })).toBeChecked();
  await expect(page.locator(".photo-tile img[src^='blob:']")).toHaveCount(1);
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByRole("article", { name: "Fang" }).locator(".photo img")).toHaveCount(1);
  await expect(page.getByText(words.draft)).toHaveCount(0);
  const album = await fang.call("GET", `/people/${fang.handle}/moments`);
  type Posted = { text: string; audience: string };
  expect(album.items.map((posted: Posted) => [posted.text, posted.audience]))
    .toEqual([["the lake", "only_me"]]);

  await openComposer(fang);
  await expect(drafts(fang)).toHaveCount(1);
  const market = `${words.discard} the market`;
  await discard(fang, drafts(fang).getByRole("button", { name: market }));
  await expect(drafts(fang)).toHaveCount(0);
  await expect(drafts(fang, second)).toHaveCount(0);
  await expect.poll(() => page.evaluate(keptHere)).toEqual({ photos: 0, names: [] });
});

test("what is in the form can be thrown away, with its photos", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await openCircle(fang);
  await page.getByLabel(words.momentText).fill("never mind");
  await page.locator("input[type=file]").setInputFiles(pictures(1));
  await expect.poll(async () => (await page.evaluate(keptHere)).photos).toBe(1);
  const button = page.getByRole("dialog").getByRole("button", { name: words.discard });
  await discard(fang, button);
  await expect(page.getByLabel(words.momentText)).toHaveValue("");
  await expect(button).toBeHidden();
  await expect.poll(() => page.evaluate(keptHere)).toEqual({ photos: 0, names: [] });
});

test("a browser without room keeps the draft in the form and says so", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await openCircle(fang);
  await page.getByLabel(words.momentText).fill("x".repeat(1500));
  await page.evaluate(() => {
    for (let size = 1 << 23; size > 1; size >>= 1) {
      try {
        localStorage.setItem(`full-${size}`, "x".repeat(size));
      } catch {
        // Less fits.
      }
    }
  });
  await page.getByRole("button", { name: words.putAside }).click();
  await expect(page.getByText(words.draftsFull)).toBeVisible();
  await expect(page.getByLabel(words.momentText)).toHaveValue("x".repeat(1500));
  const button = page.getByRole("dialog").getByRole("button", { name: words.discard });
  await discard(fang, button);
  await expect(page.getByText(words.draftsFull)).toBeHidden();
});
