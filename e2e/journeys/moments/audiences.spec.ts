// Who sees what: my album as a friend sees it, the audience of many moments, the readers of a
// comment, and people who hide from each other.

import { expect, test } from "../../support/people.ts";

for (const language of ["en", "zh"] as const) {
  test(`my album is shown as a friend sees it, and all old moments are given to another friend alone (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    const han = await circle.join("Han Mei");
    await fang.befriend(lei);
    await fang.befriend(han);
    for (const text of ["first", "second", "third"]) await fang.post(text);
    await fang.post("a diary", "only_me");
    const { page, words } = fang;
    const dialog = page.getByRole("dialog");
    await page.goto(`/people/${lei.handle}`);
    await page.getByRole("link", { name: words.viewAs }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Li Lei");
    await expect(page.getByRole("article")).toHaveText([/third/, /second/, /first/]);

    await page.goto("/me");
    await page.getByRole("button", { name: words.changeAll }).click();
    await dialog.getByRole("radio", { name: words.forSome }).check({ force: true });
    await dialog.getByRole("button", { name: words.seeWhatChanges }).click();
    await expect(dialog.getByText(words.chooseSomebody), "nobody is chosen yet").toBeVisible();
    await dialog.getByRole("checkbox", { name: "Han Mei" }).check({ force: true });
    await dialog.getByRole("button", { name: words.seeWhatChanges }).click();
    const change = dialog.getByRole("status").filter({ hasText: "Li Lei" });
    await expect(change).toContainText(words.closed(3, 3));
    await expect(change).not.toContainText("Han Mei");
    await lei.page.goto(`/people/${fang.handle}`);
    await expect(lei.page.getByRole("article"), "only looked at").toHaveCount(3);
    await dialog.getByRole("button", { name: words.changeNow }).click();
    await expect(dialog).toHaveCount(0);
    await lei.page.reload();
    await expect(lei.page.getByText(words.albumEmpty)).toBeVisible();
    await expect(lei.page.getByRole("article")).toHaveCount(0);
    await page.goto(`/view-as/${lei.handle}`);
    await expect(page.getByText(words.asSeenEmpty)).toBeVisible();
    await han.page.goto(`/people/${fang.handle}`);
    await expect(han.page.getByRole("article")).toHaveCount(3);
  });

  test(`the comment box says who will read the comment (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    const [han, wei] = [await circle.join("Han Mei"), await circle.join("Zhang Wei")];
    for (const friend of [lei, han]) await fang.befriend(friend);
    for (const friend of [han, wei]) await lei.befriend(friend);
    const [mine, theirs] = [await fang.post("mine"), await lei.post("theirs")];
    const { page, words } = fang;
    await page.goto(`/moments/${mine}`);
    await expect(page.getByText(words.willSee(2)), "Lei and Han").toBeVisible();
    await page.goto(`/moments/${theirs}`);
    await expect(
      page.getByText(words.atMostWillSee(2)),
      "Lei, and Fang's other friend: not whom Lei knows",
    ).toBeVisible();
  });

  test(`a friend for chats only shows no moments in my feed, and sees none of mine (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    const han = await circle.join("Han Mei");
    await fang.befriend(lei);
    for (const friend of [fang, lei]) await han.befriend(friend);
    const theirs = await han.post("of a common friend");
    for (const friend of [fang, lei]) await friend.post(`from ${friend.name}`);
    const { page, words } = fang;
    await page.goto(`/people/${lei.handle}`);
    await page.getByRole("button", { name: words.friendSettings }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("switch", { name: words.chatOnly }).press("Space");
    for (const part of [words.hideTheirs, words.hideMine]) {
      await expect(form.getByRole("switch", { name: part })).toBeChecked();
    }
    await form.getByRole("button", { name: words.save }).click();
    await expect(form).toHaveCount(0);
    await expect(page.getByRole("article"), "their page has it still").toContainText("from Li Lei");
    await page.goto("/circle");
    await expect(page.getByRole("article").filter({ hasText: "from Fang" })).toBeVisible();
    await expect(page.getByText("from Li Lei")).toHaveCount(0);
    await lei.page.goto("/circle");
    await expect(lei.page.getByRole("article").filter({ hasText: "from Li Lei" })).toBeVisible();
    await expect(lei.page.getByText("from Fang")).toHaveCount(0);
    await fang.call("POST", `/moments/${theirs}/comments`, { text: "what I say at Han's" });
    await lei.page.goto(`/moments/${theirs}`);
    await expect(lei.page.getByText("what I say at Han's"), "as the switch says").toBeVisible();
  });

  test(`a stranger who may see my newest moments can only look at them (${language})`, async ({ circle }) => {
    const [fang, wei] = [
      await circle.join("Fang", { language }),
      await circle.join("Zhang Wei", { language }),
    ];
    await fang.befriend(await circle.join("Li Lei"));
    const shown = await fang.post("for everybody");
    await fang.post("a diary", "only_me");
    const [{ page }, words] = [wei, wei.words];
    await page.goto(`/people/${fang.handle}`);
    await expect(page.getByText(words.friendsAlone)).toBeVisible();
    await fang.page.goto("/me");
    await fang.page.getByRole("switch", { name: words.openToStrangers }).press("Space");
    await expect.poll(() => fang.call("GET", "/privacy"))
      .toMatchObject({ is_open_to_strangers: true });
    await page.reload();
    const moment = page.getByRole("article");
    await expect(moment).toContainText("for everybody");
    await expect(moment.getByRole("button", { name: words.like })).toHaveCount(0);
    await expect(moment.getByRole("button", { name: words.comment })).toHaveCount(0);
    await expect(page.getByText("a diary")).toHaveCount(0);
    await fang.page.goto("/circle");
    await fang.page.getByRole("button", { name: words.sharePrompt }).click();
    const dialog = fang.page.getByRole("dialog");
    await dialog.getByRole("button", { name: words.whoSeesIt }).click();
    await expect(fang.page.getByText(words.strangersSeeIt), "said before it is posted")
      .toBeVisible();
    await page.goto(`/moments/${shown}`);
    await expect(moment).toContainText("for everybody");
    await expect(page.getByPlaceholder(words.commentPlaceholder)).toHaveCount(0);
    await fang.befriend(wei);
    await expect(page.getByPlaceholder(words.commentPlaceholder), "friends comment, at once")
      .toBeVisible();
    await expect(moment.getByRole("button", { name: words.like })).toBeVisible();
  });

  test(`a tag that another device deleted is reported where it is chosen, and opens nothing (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    await fang.befriend(lei);
    await fang.befriend(await circle.join("Han Mei"));
    const friends = (await fang.call("GET", "/friends")).items;
    const id = friends.find((friend: any) => friend.person.display_name === "Li Lei").person.id;
    const tag = (await fang.call("POST", "/tags", { name: "Family", add: [id] })).id;
    const { page, words } = fang;
    const dialog = page.getByRole("dialog");
    fang.expectErrors(/409/);
    await page.goto("/circle");
    await page.getByRole("button", { name: words.sharePrompt }).click();
    await dialog.getByLabel(words.momentText).fill("not for the family");
    await dialog.getByRole("radio", { name: words.forOthers }).check({ force: true });
    await dialog.getByRole("checkbox", { name: "Family" }).check({ force: true });
    await expect(dialog.getByText(words.seenBy(1, 2))).toBeVisible();
    await fang.call("DELETE", `/tags/${tag}`);
    await dialog.getByRole("button", { name: words.share, exact: true }).click();
    const refused = page.getByRole("article").filter({ hasText: words.tagGone });
    await expect(refused).toContainText("not for the family");
    await refused.getByRole("button", { name: words.edit }).click();
    await expect(dialog.getByText(words.tagGone)).toBeVisible();
    await dialog.getByRole("checkbox", { name: words.deletedTag }).uncheck({ force: true });
    await dialog.getByRole("checkbox", { name: "Li Lei" }).check({ force: true });
    await expect(dialog.getByText(words.seenBy(1, 2))).toBeVisible();
    await dialog.getByRole("button", { name: words.share, exact: true }).click();
    await expect(page.getByRole("article", { name: "Fang" })).toContainText("not for the family");
    await lei.page.goto("/circle");
    await expect(lei.page.getByText(words.feedEmpty)).toBeVisible();
  });
}
