// Likes, comments and deletions when something goes wrong, and when it doesn't.

import { expect, password, test } from "../support/people.ts";

test("a like that the server refuses rolls back and says so", async ({ circle }) => {
  const fang = await circle.join("Fang");
  await fang.post("hello");
  const { page, words } = fang;
  fang.expectErrors(/500/);
  await page.route("**/like", (route) => route.fulfill({
    status: 500,
    json: { error: { code: "internal", message: "", request_id: "" } },
  }));
  await page.goto("/circle");
  const moment = page.getByRole("article", { name: "Fang" });
  await moment.getByRole("button", { name: words.like, exact: true }).click();
  await expect(page.getByText(words.likeFailed)).toBeVisible();
  await expect(moment.getByRole("button", { name: words.like, exact: true })).toHaveAttribute("aria-pressed", "false");
});

test("a like is drawn before the server answers, and a double tap ends where it began", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const id = await fang.post("hello");
  const { page, words } = fang;
  let sent = 0;
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/like", async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  await page.goto("/circle");
  const moment = page.getByRole("article", { name: "Fang" });
  await moment.getByRole("button", { name: words.like, exact: true }).click();
  await expect(moment.getByRole("button", { name: words.liked })).toBeVisible();
  await moment.getByRole("button", { name: words.liked }).click();
  await expect(moment.getByRole("button", { name: words.like, exact: true })).toBeVisible();
  expect(sent, "one request at a time").toBe(1);
  answer();
  await expect.poll(() => sent).toBe(2);
  await expect.poll(async () => (await fang.call("GET", `/moments/${id}`)).likes.count).toBe(0);
});

test("what is written without a network is kept, said, and sent exactly once later", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/ERR_INTERNET_DISCONNECTED/);
  await fang.visitWhole("/circle");
  await expect(page.getByRole("button", { name: words.sharePrompt })).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText(words.offline)).toBeVisible();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("from the tunnel");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByText(words.tryingAgain)).toBeVisible();
  await expect(page.getByText("from the tunnel")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole("article", { name: "Fang" }).getByText("from the tunnel")).toBeVisible();
  await expect(page.getByText(words.tryingAgain)).toBeHidden();
  const album = await fang.call("GET", `/people/${fang.handle}/moments`);
  expect(album.items.map((moment: { text: string }) => moment.text)).toEqual(["from the tunnel"]);
});

test("what waits to be sent outlives the page, and no other person in this browser sends it", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/, /401/, /Failed to load resource/);
  await page.goto("/circle");
  await page.route("**/api/v1/moments", (route) => route.abort());
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("only I may send this");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByText(words.tryingAgain)).toBeVisible();
  // Somebody else signs in here; her page notices at the next call.
  await fang.call("DELETE", "/sessions/current");
  await page.context().request.post("/api/v1/sessions", {
    headers: { "x-life-circle": "1" },
    data: { handle: lei.handle, password },
  });
  await page.unroute("**/api/v1/moments");
  await page.goto("/circle");
  await expect(page.getByRole("button", { name: words.sharePrompt })).toBeVisible();
  await expect(page.getByText("only I may send this")).toBeHidden();
  expect((await lei.call("GET", `/people/${lei.handle}/moments`)).items).toEqual([]);
  // Back again, it goes out by itself.
  await page.context().request.post("/api/v1/sessions", {
    headers: { "x-life-circle": "1" },
    data: { handle: fang.handle, password },
  });
  await page.goto("/circle");
  await expect(page.getByRole("article", { name: "Fang" }).getByText("only I may send this")).toBeVisible();
  expect((await fang.call("GET", `/people/${fang.handle}/moments`)).items).toHaveLength(1);
});

test("a page that another person's session has come under sends nothing as them", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  fang.expectErrors(/401/);
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("for Fang's friends");
  await page.context().request.post("/api/v1/sessions", {
    headers: { "x-life-circle": "1" },
    data: { handle: lei.handle, password },
  });
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  // The page begins anew, as Lei, with nothing of Fang's.
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("link", { name: words.me, exact: true }).click();
  await expect(page.getByRole("heading", { name: "Lei" })).toBeVisible();
  expect((await lei.call("GET", `/people/${lei.handle}/moments`)).items).toEqual([]);
});

test("a draft survives closing the composer and the page, with whom it is for", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await page.goto("/");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("half a thought");
  await page.getByRole("radio", { name: words.onlyMe }).check({ force: true });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.reload();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await expect(page.getByLabel(words.momentText)).toHaveValue("half a thought");
  await expect(page.getByRole("radio", { name: words.onlyMe })).toBeChecked();
});

test("a moment can't be empty or too long, and says so beside it", async ({ circle }) => {
  const fang = await circle.join("Fang", { language: "zh" });
  const { page, words } = fang;
  await page.goto("/");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: words.share }).click();
  await expect(dialog.getByRole("alert")).toHaveText("请先写点什么。");
  await page.getByLabel(words.momentText).fill("长".repeat(2001));
  await expect(dialog.getByText("超出 1 字")).toBeVisible();
  await dialog.getByRole("button", { name: words.share }).click();
  await expect(dialog.getByRole("alert")).toHaveText("内容太长了。");
  await expect(page.getByLabel(words.momentText)).toHaveValue("长".repeat(2001));
});

test("a deleted moment leaves every list at once and comes back when undone", async ({ circle }) => {
  const fang = await circle.join("Fang");
  await fang.post("oops");
  const { page, words } = fang;
  await page.goto("/circle");
  const moment = page.getByRole("article", { name: "Fang" });
  await moment.getByRole("button", { name: words.delete }).click();
  await expect(moment).toBeHidden();
  await page.getByRole("button", { name: words.undo }).click();
  await expect(moment).toBeVisible();
});

for (const language of ["en", "zh"] as const) {
  test(`a moment says where, and its text is changed while a friend looks (${language})`, async ({ circle }) => {
    const [fang, lei] = [await circle.join("Fang", { language }), await circle.join("Lei", { language })];
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
    await page.route("**/text", (route) => route.abort(), { times: 1 });
    await page.getByRole("button", { name: words.save }).click();
    await expect(page.getByRole("dialog").getByRole("alert").filter({ hasText: /./ })).toBeVisible();
    await page.getByRole("button", { name: words.save }).click();
    await expect(mine.getByText("at the lake")).toBeVisible();
    await expect(mine.getByText(words.edited)).toBeVisible();

    await expect(theirs.getByText("at the lake"), "without a reload").toBeVisible({ timeout: 20_000 });
    await expect(theirs.getByText(words.edited)).toBeVisible();
    await expect(theirs.getByRole("textbox"), "what one writes stays").toHaveValue("still writing");

    await mine.getByRole("button", { name: words.edit, exact: true }).click();
    await page.getByLabel(words.momentText).fill("at the lake, late");
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/text", async (route) => {
      await held;
      await route.continue();
    }, { times: 1 });
    await page.getByRole("button", { name: words.save }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words.sharePrompt }).click();
    await expect(page.getByLabel(words.momentText), "a new one begins empty").toHaveValue("");
    await page.getByLabel(words.momentText).fill("another");
    answer();
    await expect(theirs.getByText("at the lake, late")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByLabel(words.momentText), "an answer that is late closes nothing").toHaveValue("another");
  });
}

test("a moment for me alone is seen by no friend", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  const { page, words } = fang;
  await page.goto("/");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("dear diary");
  await page.getByRole("radio", { name: words.onlyMe }).check({ force: true });
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByRole("article", { name: "Fang" }).getByText(words.onlyMe)).toBeVisible();
  await lei.page.goto(`/people/${fang.handle}`);
  await expect(lei.page.getByText("Fang hasn't shared anything yet.")).toBeVisible();
});

test("a reply names whom it answers, and both can be deleted by the moment's author", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  const id = await fang.post("hello");
  await lei.call("POST", `/moments/${id}/comments`, { text: "first!" });
  const { page, words } = fang;
  await page.goto(`/moments/${id}`);
  await page.getByRole("button", { name: "Reply to Lei" }).click();
  await page.getByRole("textbox", { name: "Reply to Lei…" }).fill("welcome");
  await page.keyboard.press("Enter");
  const reply = page.getByRole("listitem").filter({ hasText: "welcome" });
  await expect(reply).toContainText("Fang replied to Lei");
  const remove = page.getByRole("button", { name: "Delete comment by Lei" });
  await remove.click();
  await expect(page.getByText("first!"), "the first tap asks").toBeVisible();
  await remove.dblclick();
  await expect(page.getByText("first!"), "a double tap is one").toBeVisible();
  await page.waitForTimeout(600);
  await remove.click();
  await expect(page.getByText("first!")).toBeHidden();
  await expect(reply).toBeVisible();
  await expect(page.getByRole("button", { name: words.send })).toBeVisible();
});

for (const language of ["en", "zh"] as const) {
  test(`a friend is mentioned by a part of the name, with the keyboard alone, and is told (${language})`, async ({ circle }) => {
    const [fang, mei] = [await circle.join("Fang", { language }), await circle.join("王小梅", { language })];
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
    await expect(field).toHaveAttribute("aria-activedescendant", (await offered.getAttribute("id"))!);
    await page.keyboard.press("Enter");
    await expect(field).toHaveValue(`小 @${mei.handle} `);
    await page.keyboard.type("see");
    await page.getByRole("radio").nth(1).check({ force: true });
    await field.focus();
    await page.keyboard.type(" @");
    await expect(offered, "who won't see it isn't offered").toHaveCount(0);
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
  // Whom it reminds outlives the page with the rest; a moment for nobody else reminds nobody.
  await page.reload();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await expect(remind).toContainText("Li Lei");
  await page.getByRole("radio", { name: words.onlyMe }).check({ force: true });
  await expect(remind).toBeHidden();
  await page.getByRole("radio").nth(0).check({ force: true });
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByRole("article", { name: "Fang" })).toContainText("Reminded Li Lei");
  await lei.page.goto("/circle");
  await expect(lei.page.getByRole("article", { name: "Fang" })).toContainText(words.remindedYou);
  await han.page.goto("/circle");
  await expect(han.page.getByRole("article", { name: "Fang" })).toContainText("look here");
  await expect(han.page.getByRole("article", { name: "Fang" })).not.toContainText("Reminded");
});
