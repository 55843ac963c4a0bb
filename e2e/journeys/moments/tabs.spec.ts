// What is written in one tab is what is written in the other.

import { keptHere } from "../../support/kept.ts";
import { expect, test } from "../../support/people.ts";
import { pictures } from "../../support/pictures.ts";

test("a moment that is begun in two tabs is one moment, with its photo", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  const second = await page.context().newPage();
  for (const tab of [page, second]) {
    await tab.goto("/circle");
    await tab.getByRole("button", { name: words.sharePrompt }).click();
    await expect(tab.getByLabel(words.momentText)).toBeVisible();
  }
  await page.getByLabel(words.momentText).pressSequentially("begun here, ");
  await expect(second.getByLabel(words.momentText)).toHaveValue("begun here, ");
  await second.getByLabel(words.momentText).press("Control+End");
  await second.getByLabel(words.momentText).pressSequentially("ended there");
  await second.locator("input[type=file]").setInputFiles(pictures(1));
  await expect(page.getByLabel(words.momentText)).toHaveValue("begun here, ended there");
  await expect(page.locator(".photo-tile img[src^='blob:']")).toHaveCount(1);
  // By the keyboard: no hand leaves it for the button.
  await page.getByLabel(words.momentText).press("Control+Enter");
  await expect(second.getByLabel(words.momentText)).toHaveValue("");
  await expect(second.locator(".photo-tile img")).toHaveCount(0);
  await expect(page.getByRole("article", { name: "Fang" }).locator(".photo img")).toHaveCount(1);
  const album = await fang.call("GET", `/people/${fang.handle}/moments`);
  type Posted = { text: string; photos: object[] };
  expect(album.items.map(({ text, photos }: Posted) => [text, photos.length]))
    .toEqual([["begun here, ended there", 1]]);
});

test("a comment that is begun in two tabs is sent once", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const moment = await fang.post("for comments");
  const { page, words } = fang;
  const second = await page.context().newPage();
  const box = (tab: typeof page) => tab.getByRole("article", { name: "Fang" }).getByRole("textbox");
  for (const tab of [page, second]) {
    await tab.goto("/circle");
    await tab.getByRole("button", { name: words.comment, exact: true }).click();
  }
  await box(page).fill("from here");
  await expect(box(second)).toHaveValue("from here");
  await box(second).press("Enter");
  await expect(box(page)).toHaveValue("");
  await expect(second.getByRole("article", { name: "Fang" }).getByText("from here")).toBeVisible();
  const sent = async () => (await fang.call("GET", `/moments/${moment}/comments`)).items.length;
  await expect.poll(sent).toBe(1);
});

test("what waits in one tab goes first, and another tab sends what a crashed one had", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/503/);
  const second = await page.context().newPage();
  const share = async (tab: typeof page, text: string) => {
    await tab.getByRole("button", { name: words.sharePrompt }).click();
    await tab.getByLabel(words.momentText).fill(text);
    await tab.getByRole("dialog").getByRole("button", { name: words.share }).click();
    await expect(tab.getByText(text, { exact: true })).toBeVisible();
  };
  const texts = async () => {
    const album = await fang.call("GET", `/people/${fang.handle}/moments`);
    return album.items.map(({ text }: { text: string }) => text).reverse();
  };
  for (const tab of [page, second]) await tab.goto("/circle");
  await page.route("**/api/v1/moments", (route) => route.fulfill({ status: 503 }));
  await share(page, "first");
  await expect(second.getByText("first", { exact: true })).toBeVisible();
  await share(second, "second");
  await expect.poll(texts).toEqual(["first", "second"]);
  await expect(page.getByText(words.tryingAgain)).toHaveCount(0);

  // What the other tab has sent stands here, too.
  for (const text of ["first", "second"]) {
    const card = page.getByRole("article").filter({ hasText: text });
    await expect(card.getByRole("button", { name: words.like, exact: true })).toBeVisible();
  }

  await share(page, "third");
  const session = await page.context().newCDPSession(page);
  await Promise.race([session.send("Page.crash").catch(() => {}), page.waitForEvent("crash")]);
  await expect.poll(texts).toEqual(["first", "second", "third"]);
});

test("an empty comment box closes by Escape, or when another is opened; one with words stays", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  await fang.post("mine");
  await lei.post("theirs");
  const { page, words } = fang;
  await page.goto("/circle");
  const mine = page.getByRole("article", { name: "Fang" });
  const theirs = page.getByRole("article", { name: "Lei" });
  const open = async (card: typeof mine) =>
    await card.getByRole("button", { name: words.comment, exact: true }).click();
  await open(mine);
  await expect(mine.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(mine.getByRole("textbox")).toHaveCount(0);
  await open(mine);
  await open(theirs);
  await expect(theirs.getByRole("textbox")).toBeFocused();
  await expect(mine.getByRole("textbox")).toHaveCount(0);
  await theirs.getByRole("textbox").fill("begun");
  await open(mine);
  await expect(mine.getByRole("textbox")).toBeFocused();
  await expect(theirs.getByRole("textbox")).toHaveValue("begun");
});

test("signing out deletes what wasn't sent, and asks first", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("not for the next one");
  await page.locator("input[type=file]").setInputFiles(pictures(1));
  const kept = () => page.evaluate(keptHere);
  await expect.poll(async () => (await kept()).photos).toBe(1);
  await page.keyboard.press("Escape");
  await page.goto("/me");
  await page.getByRole("button", { name: words.signOut, exact: true }).click();
  await page.getByRole("button", { name: words.signOutUnsent }).click();
  await expect(page.getByRole("button", { name: words.signIn, exact: true })).toBeVisible();
  expect(await kept()).toEqual({ photos: 0, names: [] });
});
