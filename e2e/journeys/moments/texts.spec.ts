// A moment's place, a text that is changed later, mentions and reminders.

import { expect, test } from "../../support/people.ts";

for (const language of ["en", "zh"] as const) {
  test(`a moment shows its place, and its text is changed while a friend looks (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Lei", { language }),
    ];
    await fang.befriend(lei);
    const { page, words } = fang;
    await page.goto("/circle");
    await page.getByRole("button", { name: words.sharePrompt }).click();
    await page.getByLabel(words.momentText).fill("at the laek");
    await page.getByRole("textbox", { name: words.place }).fill("West Lake");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words.sharePrompt }).click();
    await expect(page.getByRole("textbox", { name: words.place })).toHaveValue("West Lake");
    await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
    const mine = page.getByRole("article", { name: "Fang" });
    await expect(mine.getByText("West Lake")).toBeVisible();

    await lei.page.goto("/circle");
    const theirs = lei.page.getByRole("article", { name: "Fang" });
    await expect(theirs.getByText("at the laek")).toBeVisible();
    await expect(theirs.getByText("West Lake")).toBeVisible();
    await expect(theirs.getByRole("button", { name: words.edit, exact: true })).toHaveCount(0);
    await theirs.getByRole("button", { name: words.comment, exact: true }).click();
    await theirs.getByRole("textbox").fill("still writing");

    await mine.getByRole("button", { name: words.edit, exact: true }).click();
    await expect(page.getByLabel(words.momentText)).toHaveValue("at the laek");
    await page.getByLabel(words.momentText).fill("at the lake");
    await page.keyboard.press("Escape");
    await mine.getByRole("button", { name: words.edit, exact: true }).click();
    await expect(page.getByLabel(words.momentText), "closed by mistake").toHaveValue("at the lake");
    fang.expectErrors(/ERR_FAILED/);
    await page.route("**/text", (route) => route.abort());
    await page.getByRole("button", { name: words.save }).click();
    await expect(page.getByRole("dialog").getByRole("alert").filter({ hasText: /./ }))
      .toBeVisible();
    await page.unroute("**/text");
    await page.getByRole("button", { name: words.save }).click();
    await expect(mine.getByText("at the lake")).toBeVisible();
    await expect(mine.getByText(words.edited)).toBeVisible();

    await expect(theirs.getByText("at the lake"), "without a reload")
      .toBeVisible({ timeout: 20_000 });
    await expect(theirs.getByText(words.edited)).toBeVisible();
    await expect(theirs.getByRole("textbox"), "the unfinished comment stays")
      .toHaveValue("still writing");

    await mine.getByRole("button", { name: words.edit, exact: true }).click();
    await page.getByLabel(words.momentText).fill("at the lake, late");
    const change = await fang.hold("**/text");
    await page.getByRole("button", { name: words.save }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words.sharePrompt }).click();
    await expect(page.getByLabel(words.momentText), "a new one begins empty").toHaveValue("");
    await page.getByLabel(words.momentText).fill("another");
    change.letGo();
    await expect(theirs.getByText("at the lake, late")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByLabel(words.momentText), "an answer that is late closes nothing")
      .toHaveValue("another");
  });
}

for (const language of ["en", "zh"] as const) {
  test(`a friend is mentioned by a part of the name, with the keyboard alone, and is notified (${language})`, async ({ circle }) => {
    const [fang, mei] = [
      await circle.join("Fang", { language }),
      await circle.join("王小梅", { language }),
    ];
    await fang.befriend(mei);
    await fang.befriend(await circle.join("Wang Lei"));
    const { page, words } = fang;
    await page.goto("/circle");
    await page.getByRole("button", { name: words.sharePrompt }).click();
    const field = page.getByLabel(words.momentText);
    await field.fill("小");
    await page.getByRole("button", { name: words.mention }).click();
    const offered = page.getByRole("listbox", { name: words.mention }).getByRole("option");
    await expect(offered).toHaveCount(2);
    await page.keyboard.press("Escape");
    await expect(offered).toHaveCount(0);
    await expect(field, "Escape closes the list, not what is written").toBeVisible();
    await page.keyboard.type("小");
    await expect(offered).toHaveCount(1);
    await expect(field)
      .toHaveAttribute("aria-activedescendant", (await offered.getAttribute("id"))!);
    await page.keyboard.press("Enter");
    await expect(field).toHaveValue(`小 @${mei.handle} `);
    await page.keyboard.type("see");
    await page.getByRole("radio").nth(1).check({ force: true });
    await field.focus();
    await page.keyboard.type(" @");
    await expect(offered, "a friend who won't see it isn't offered").toHaveCount(0);
    await page.keyboard.press("Backspace");
    await page.getByRole("radio").nth(0).check({ force: true });
    await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
    await expect(page.getByRole("article", { name: "Fang" })).toContainText(`@${mei.handle} see`);
    await mei.page.goto("/notifications");
    await expect(mei.page.getByRole("main")).toContainText("Fang");
  });
}

test("friends are reminded to look, found by name, and nobody else learns of it", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Li Lei")];
  const han = await circle.join("Han Mei");
  await fang.befriend(lei);
  await fang.befriend(han);
  await lei.befriend(han);
  const { page, words } = fang;
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("look here");
  const remind = page.getByRole("button", { name: words.remind });
  await remind.click();
  await expect(page.getByRole("checkbox")).toHaveCount(2);
  await page.getByRole("searchbox", { name: words.findFriend }).fill("lei");
  await expect(page.getByRole("checkbox")).toHaveCount(1);
  await page.getByRole("checkbox", { name: "Li Lei" }).press("Space");
  await expect(remind).toContainText("Li Lei");
  // The draft keeps the friends to remind. A moment for me alone reminds nobody.
  await page.reload();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await expect(remind).toContainText("Li Lei");
  await page.getByRole("radio", { name: words.onlyMe }).check({ force: true });
  await expect(remind).toBeHidden();
  await page.getByRole("radio").nth(0).check({ force: true });
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByRole("article", { name: "Fang" })).toContainText("Notified Li Lei");
  await lei.page.goto("/circle");
  await expect(lei.page.getByRole("article", { name: "Fang" })).toContainText(words.remindedYou);
  await han.page.goto("/circle");
  await expect(han.page.getByRole("article", { name: "Fang" })).toContainText("look here");
  await expect(han.page.getByRole("article", { name: "Fang" })).not.toContainText("Notified");
});

test("a page that a program translates stays true, and nothing breaks", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const lei = await circle.join("Lei");
  await fang.befriend(lei);
  const { page, words } = fang;
  const moment = await fang.post("a long story\n".repeat(30));
  await page.clock.install();
  await page.goto("/circle");
  const card = page.getByRole("article", { name: "Fang" });
  await expect(card.getByText(words.justNow)).toBeVisible();
  // As translators do, but with the texts, too, that the page asks them to leave alone.
  await card.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts.filter((text) => text.textContent?.trim())) {
      const font = document.createElement("font");
      font.append(document.createElement("font"));
      font.firstElementChild!.textContent = `«${text.textContent}»`;
      text.parentNode!.replaceChild(font, text);
    }
  });
  const fold = card.locator("[aria-expanded].link-button");
  await expect(fold).toHaveText(`«${words.fullText}»`);
  await fold.click();
  await expect(fold).toHaveText(words.lessText);
  await card.getByRole("button", { name: words.like }).first().click();
  await lei.call("PUT", `/moments/${moment}/like`, { liked: true });
  await page.clock.fastForward(125_000);
  await expect(card.locator("time").first()).not.toContainText(words.justNow);
  await expect(card).toContainText("Lei");
  await card.getByRole("button", { name: words.delete }).first().click();
  await expect(card).toBeHidden();
});
