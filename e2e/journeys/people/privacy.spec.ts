// My notes about friends, and who sees what.

import { expect, test } from "../../support/people.ts";

for (const language of ["en", "zh"] as const) {
  test(`a name of my own, a tag and a star for a friend, and a moment for the tag alone (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    const han = await circle.join("Han Mei");
    await fang.befriend(lei);
    await fang.befriend(han);
    const { page, words } = fang;
    await page.goto(`/people/${lei.handle}`);
    await page.getByRole("button", { name: words.friendSettings }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(words.remark).fill("曾老师");
    await form.getByRole("textbox", { name: words.newTag }).fill("Family");
    await form.getByRole("button", { name: words.make, exact: true }).click();
    await expect(form.getByRole("checkbox", { name: "Family" })).toBeChecked();
    await form.getByRole("switch", { name: words.star }).press("Space");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words.friendSettings }).click();
    await expect(form.getByLabel(words.remark), "closed by mistake").toHaveValue("曾老师");
    await form.getByRole("button", { name: words.save }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("曾老师");

    await page.goto("/friends");
    await expect(page.getByRole("region", { name: words.starred }).getByText("曾老师")).toBeVisible();
    await page.getByRole("link", { name: words.tags }).click();
    await page.getByRole("button", { name: "Family" }).click();
    await expect(form.getByRole("checkbox", { name: "曾老师" })).toBeChecked();
    await page.keyboard.press("Escape");

    await page.goto("/circle");
    await page.getByRole("button", { name: words.sharePrompt }).click();
    await page.getByLabel(words.momentText).fill("for the family");
    await expect(form.getByText(words.seenBy(2, 2))).toBeVisible();
    await form.getByRole("radio", { name: words.forSome }).check({ force: true });
    await expect(form.getByText(words.seenBy(0, 2))).toBeVisible();
    await form.getByRole("checkbox", { name: "Family" }).check({ force: true });
    await expect(form.getByText(words.seenBy(1, 2))).toBeVisible();
    await form.getByRole("button", { name: words.whoSeesIt }).click();
    const preview = page.getByRole("dialog", { name: words.whoSeesIt });
    await expect(preview.getByRole("listitem").filter({ hasText: "曾老师" })).toBeVisible();
    await page.keyboard.press("Escape");
    await form.getByRole("button", { name: words.share, exact: true }).click();
    await expect(page.getByRole("article").getByText("for the family")).toBeVisible();

    await lei.page.goto("/circle");
    await expect(lei.page.getByText("for the family")).toBeVisible();
    await han.page.goto("/circle");
    await expect(han.page.getByText(han.words.feedEmpty)).toBeVisible();
    await expect(han.page.getByRole("article")).toHaveCount(0);
  });

  test(`a posted moment says who sees it now, and a tag what it opens before it is saved (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    const han = await circle.join("Han Mei");
    await fang.befriend(lei);
    await fang.befriend(han);
    const people = async () =>
      (await fang.call("GET", "/friends")).items.map((friend: any) => friend.person);
    const idOf = async (name: string) =>
      (await people()).find((person: any) => person.display_name === name).id;
    const family = { name: "Family", add: [await idOf("Li Lei")] };
    const tag = (await fang.call("POST", "/tags", family)).id;
    const post = (chosen: object) =>
      fang.call("POST", "/moments", { text: "for the family", audience: "only", chosen });
    await post({ tags: [tag] });
    await post({ tags: [tag], is_frozen: false });
    const { page, words } = fang;
    const dialog = page.getByRole("dialog");
    await page.goto("/friends/tags");
    await page.getByRole("button", { name: "Family" }).click();
    await expect(dialog.getByText(words.tagFollowed)).toHaveCount(0);
    await dialog.getByRole("checkbox", { name: "Han Mei" }).check({ force: true });
    await expect(dialog.getByText(words.tagFollowed), "the live one alone").toBeVisible();
    await dialog.getByRole("button", { name: words.save }).click();
    await expect(dialog).toHaveCount(0);

    await page.goto("/circle");
    const audience = page.getByRole("article").getByRole("button", { name: words.audience });
    await audience.last().click();
    await expect(dialog.getByText(words.seenBy(1, 2)), "the frozen one stays as it was")
      .toBeVisible();
    await dialog.getByRole("button", { name: words.whoSeesItNow }).click();
    const members = page.getByRole("dialog", { name: words.whoSeesItNow });
    await expect(members.getByRole("listitem").filter({ hasText: "Han Mei" }))
      .toContainText(words.becauseFrozen);
    await page.goBack();
    await dialog.getByRole("button", { name: words.seeWhatChanges }).click();
    await expect(
      dialog.getByRole("status").filter({ hasText: "Han Mei" }),
      "set again, it reaches her",
    ).toBeVisible();
    await page.goBack();
    await audience.first().click();
    await expect(dialog.getByText(words.seenBy(2, 2))).toBeVisible();
    await dialog.getByRole("button", { name: words.seeWhatChanges }).click();
    await expect(dialog.getByText(words.nothingChanges)).toBeVisible();
    await expect(dialog.getByRole("button", { name: words.changeNow })).toBeDisabled();
  });

  test(`a block hides each from the other and is ended from the list (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    await fang.befriend(lei);
    const id = await lei.post("hello");
    const { page, words } = fang;
    await page.goto(`/people/${lei.handle}`);
    await page.getByRole("button", { name: words.block, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.block, exact: true }).click();
    await expect(page.getByText(words.youBlockedThem)).toBeVisible();
    fang.expectErrors(/404/);
    await page.goto(`/moments/${id}`);
    await expect(page.getByText(words.momentGone)).toBeVisible();
    await expect(page.getByText("hello")).toHaveCount(0);
    await page.goto("/me");
    await page.getByRole("link", { name: words.blockedPeople }).click();
    await page.getByRole("listitem").filter({ hasText: "Li Lei" }).getByRole("button").click();
    await expect(page.getByRole("listitem").filter({ hasText: "Li Lei" })).toHaveCount(0);
    await page.goto(`/moments/${id}`);
    await expect(page.getByText("hello")).toBeVisible();
  });

  test(`a privacy setting is saved when it is switched, and goes back if the server can't be reached (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const { page, words } = fang;
    await page.goto("/me");
    await page.getByRole("radio", { name: words.windowMonth }).check({ force: true });
    const suggest = page.getByRole("switch", { name: words.suggestMe });
    await suggest.press("Space");
    await expect.poll(async () => await fang.call("GET", "/privacy"))
      .toMatchObject({ album_window: "month", is_suggested: false });
    await page.reload();
    await expect(page.getByRole("radio", { name: words.windowMonth })).toBeChecked();
    await expect(suggest).not.toBeChecked();
    fang.expectErrors(/ERR_FAILED/);
    await page.route("**/privacy", (route) => route.abort());
    await suggest.press("Space");
    await expect(suggest).not.toBeChecked();
  });
}

test("a new remark shows on moments and likes at once, without reading them again", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const lei = await circle.join("Li Lei");
  await fang.befriend(lei);
  await lei.post("whose moment is it?");
  const mine = await fang.post("who likes it?");
  await lei.call("PUT", `/moments/${mine}/like`, { liked: true });
  const { page, words } = fang;
  await page.goto("/circle");
  const theirs = page.getByRole("article").filter({ hasText: "whose moment is it?" });
  const liked = page.getByRole("article").filter({ hasText: "who likes it?" });
  await expect(liked).toContainText("Li Lei");
  await theirs.getByRole("link", { name: "Li Lei" }).first().click();
  await page.getByRole("button", { name: words.friendSettings }).click();
  let feeds = 0;
  page.on("request", (request) => (feeds += request.url().includes("/api/v1/feed") ? 1 : 0));
  await page.getByRole("dialog").getByLabel(words.remark).fill("曾老师");
  await page.getByRole("dialog").getByRole("button", { name: words.save }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("曾老师");
  await page.goBack();
  await expect(theirs.getByRole("link", { name: "曾老师" }).first()).toBeVisible();
  await expect(liked).toContainText("曾老师");
  await expect(liked).not.toContainText("Li Lei");
  expect(feeds).toBe(0);
});
