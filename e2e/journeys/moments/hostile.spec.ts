// Words that were written to break something: nothing runs, is lost, or is pushed away.

import { readFileSync } from "node:fs";
import { expect, test } from "../../support/people.ts";

/** The server takes the same words in each of its fields: `everything/hostile.rs`. */
const list = new URL("../../support/hostile.json", import.meta.url);
const all: string[] = JSON.parse(readFileSync(list, "utf8"));
/** As many to a moment: its text stays short enough to be shown whole. */
const TOGETHER = 12;

test("hostile words in moments, comments, names and notifications stay words", async ({ circle }) => {
  test.slow();
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  const { page } = fang;
  // A line that is trimmed, or a control that makes it another line, would be compared with itself.
  const isOneLine = (text: string) => !/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(text);
  const shown = all.filter((text) => text.trim() === text && isOneLine(text));
  expect(shown.length).toBeGreaterThan(500);
  const mine = await fang.post("to be commented on");
  const posted: string[] = [];
  for (let at = 0; at < shown.length; at += TOGETHER) {
    const some = shown.slice(at, at + TOGETHER);
    await lei.call("PUT", "/profile", { display_name: "Lei", about: some[0] });
    const text = some.join("\n");
    await lei.call("POST", "/moments", { text, place: some.at(-1)?.slice(0, 20) });
    await lei.call("POST", `/moments/${mine}/comments`, { text: some.join(" ") });
    posted.push(text);
  }
  await page.goto("/circle");
  // Lei's moments, the newest first, and mine below them.
  const cards = page.getByRole("article");
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(cards).toHaveCount(posted.length + 1, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  const look = async () =>
    await page.evaluate(() => ({
      hacked: "hacked" in window,
      overflow: document.scrollingElement!.scrollWidth - document.scrollingElement!.clientWidth,
      // What stands out of its card covers its neighbours.
      outside: [...document.querySelectorAll(".moment-card")].filter((card) => {
        const right = (part: Element) => part.getBoundingClientRect().right;
        return [...card.querySelectorAll("*")].some((part) => right(part) > right(card) + 1);
      }).length,
    }));
  const harmless = { hacked: false, overflow: 0, outside: 0 };
  for (const [at, text] of posted.toReversed().entries()) {
    // A card is drawn when it comes near the screen.
    await cards.nth(at).evaluate((card) => card.scrollIntoView());
    await expect(cards.nth(at).locator(".moment-text")).toBeVisible();
    expect(await cards.nth(at).locator(".moment-text").textContent()).toBe(text);
    expect(await look()).toEqual(harmless);
  }
  const paths = [`/moments/${mine}`, "/notifications", `/people/${lei.handle}`, "/friends", "/"];
  const names = ["<img src=x onerror=hacked=1>", "!שלום (3)", "Z\u0301\u0323", "ﷺ".repeat(12)];
  for (const name of names) {
    await lei.call("PUT", "/profile", { display_name: name, about: shown[0] });
    for (const path of paths) {
      await page.goto(path);
      await expect(page.locator("main")).toContainText(name);
      expect(await look(), `${name} at ${path}`).toEqual(harmless);
    }
  }
});
