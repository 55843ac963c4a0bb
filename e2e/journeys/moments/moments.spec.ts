// Likes, comments and deletions, with and without failures.

import { expect, password, test } from "../../support/people.ts";

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
  await expect(moment.getByRole("button", { name: words.like, exact: true }))
    .toHaveAttribute("aria-pressed", "false");
});

test("a like is drawn before the server answers, and a double tap ends where it began", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const id = await fang.post("hello");
  const { page, words } = fang;
  const likes = await fang.hold("**/like");
  await page.goto("/circle");
  const moment = page.getByRole("article", { name: "Fang" });
  await moment.getByRole("button", { name: words.like, exact: true }).click();
  await expect(moment.getByRole("button", { name: words.liked })).toBeVisible();
  await moment.getByRole("button", { name: words.liked }).click();
  await expect(moment.getByRole("button", { name: words.like, exact: true })).toBeVisible();
  expect(likes.sent(), "one request at a time").toBe(1);
  likes.letGo();
  await expect.poll(likes.sent).toBe(2);
  await expect.poll(async () => (await fang.call("GET", `/moments/${id}`)).likes.count).toBe(0);
});

test("a moment written without a network is kept, shown as unsent, and sent exactly once later", async ({ circle }) => {
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
  await expect(page.getByRole("article", { name: "Fang" }).getByText("from the tunnel"))
    .toBeVisible();
  await expect(page.getByText(words.tryingAgain)).toBeHidden();
  const album = await fang.call("GET", `/people/${fang.handle}/moments`);
  expect(album.items.map((moment: { text: string }) => moment.text)).toEqual(["from the tunnel"]);
});

test("a comment that comes too late is kept, and isn't sent by itself when its moment is back", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  const moment = await fang.post("soon for nobody");
  const { page, words } = lei;
  lei.expectErrors(/ERR_INTERNET_DISCONNECTED/, /404/);
  await lei.visitWhole("/circle");
  const article = page.getByRole("article", { name: "Fang" });
  await article.getByRole("button", { name: words.comment, exact: true }).click();
  await page.context().setOffline(true);
  await article.getByRole("textbox").fill("written in a tunnel");
  await article.getByRole("button", { name: words.send }).click();
  await expect(page.getByText(words.tryingAgain)).toBeVisible();
  await fang.call("PUT", "/audience", { audience: "only_me", moments: [moment] });
  await page.context().setOffline(false);
  const kept = page.getByRole("article").filter({ hasText: "written in a tunnel" });
  await expect(kept.getByRole("button", { name: words.retry })).toBeVisible();
  await expect(article).toBeHidden();
  await fang.call("PUT", "/audience", { audience: "friends", moments: [moment] });
  await lei.visitWhole("/circle");
  await expect(article).toBeVisible();
  await expect(kept.getByRole("button", { name: words.retry })).toBeVisible();
  const { items } = await fang.call("GET", `/moments/${moment}/comments`);
  expect(items).toEqual([]);
  await kept.getByRole("button", { name: words.retry }).click();
  await expect(article.getByText("written in a tunnel")).toBeVisible();
  await expect(kept.getByRole("button", { name: words.retry })).toBeHidden();
});

test("an unsent moment outlives the page, and no other person in this browser sends it", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/, /401/, /Failed to load resource/);
  await page.goto("/circle");
  await page.route("**/api/v1/moments", (route) => route.abort());
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("only I may send this");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByText(words.tryingAgain)).toBeVisible();
  // Somebody else signs in here. Fang's page notices at the next call.
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
  // Fang is back, and the page sends the moment by itself.
  await page.context().request.post("/api/v1/sessions", {
    headers: { "x-life-circle": "1" },
    data: { handle: fang.handle, password },
  });
  await page.goto("/circle");
  await expect(page.getByRole("article", { name: "Fang" }).getByText("only I may send this"))
    .toBeVisible();
  expect((await fang.call("GET", `/people/${fang.handle}/moments`)).items).toHaveLength(1);
});

test("a page under another person's session sends nothing as that person", async ({ circle }) => {
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
  // The page loads again, as Lei's, with nothing of Fang's.
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("link", { name: words.me, exact: true }).click();
  await expect(page.getByRole("heading", { name: "Lei" })).toBeVisible();
  expect((await lei.call("GET", `/people/${lei.handle}/moments`)).items).toEqual([]);
});

test("a moment can't be empty or too long, and the form says so", async ({ circle }) => {
  const fang = await circle.join("Fang", { language: "zh" });
  const { page, words } = fang;
  await page.goto("/");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: words.share }).click();
  await expect(dialog.getByRole("alert")).toHaveText("请先写点什么");
  await page.getByLabel(words.momentText).fill("长".repeat(2001));
  await expect(dialog.getByText("超出 1 字")).toBeVisible();
  await dialog.getByRole("button", { name: words.share }).click();
  await expect(dialog.getByRole("alert")).toHaveText("内容太长了");
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

test("an undo that comes too late says so, and the moment stays deleted", async ({ circle }) => {
  const fang = await circle.join("Fang");
  await fang.post("oops");
  const { page, words } = fang;
  fang.expectErrors(/409/);
  await page.goto("/circle");
  const moment = page.getByRole("article", { name: "Fang" });
  await moment.getByRole("button", { name: words.delete }).click();
  await expect(moment).toBeHidden();
  await page.route("**/deleted", (route) => route.fulfill({
    status: 409,
    json: { error: { code: "undo_too_late", message: "", request_id: "" } },
  }));
  await page.getByRole("button", { name: words.undo }).click();
  await expect(page.getByText(words.undoTooLate)).toBeVisible();
  await expect(moment).toBeHidden();
});

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
  await expect(lei.page.getByText(words.albumEmpty)).toBeVisible();
});

test("a reply names the person it answers, and the moment's author can delete both", async ({ circle }) => {
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
  await fang.aMomentLater();
  await remove.click();
  await expect(page.getByText("first!")).toBeHidden();
  await expect(reply).toBeVisible();
  await expect(page.getByRole("button", { name: words.send })).toBeVisible();
});

test("a visit counts also if only my own moment is new", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  const visit = async () => {
    const told = fang.page.waitForRequest(
      (request) => request.method() === "PUT" && request.url().endsWith("/feed/seen"),
    );
    await fang.page.goto("/circle");
    await told;
  };
  await lei.post("Plum rain.");
  await visit();
  await fang.post("Dry again.");
  await visit();
});
