// Links, titles, Back, and paths that lead nowhere.

import { expect, password, test } from "../../support/people.ts";

test("a pasted link leads through sign-in to where it pointed", async ({ circle }) => {
  const [fang, visitor] = [await circle.join("Fang"), await circle.visit()];
  const id = await fang.post("the linked one");
  const { page, words } = visitor;
  await page.goto(`/moments/${id}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel(words.handle, { exact: true }).fill(fang.handle.toUpperCase());
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: words.signIn, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/moments/${id}$`));
  await expect(page.getByText("the linked one")).toBeVisible();
});

test("Back returns to the same place in the same list", async ({ circle }) => {
  const fang = await circle.join("Fang");
  for (let number = 0; number < 45; number += 1) {
    await fang.post(`moment ${number}\n${"line\n".repeat(number % 5)}`);
  }
  const { page } = fang;
  await page.goto("/circle");
  const target = page.getByRole("article").filter({ hasText: "moment 12" });
  await expect(async () => {
    await page.mouse.wheel(0, 2500);
    await expect(target).toBeVisible({ timeout: 100 });
  }).toPass();
  // The pointer waits until the link stands still: the wheel's scrolling goes on for a while.
  const link = target.getByRole("link").last();
  await link.hover();
  const before = (await target.boundingBox())?.y ?? Number.NaN;
  await link.click();
  await expect(page).toHaveURL(/\/moments\//);
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.goBack();
  await expect(target).toBeVisible();
  await expect.poll(async () => Math.abs(((await target.boundingBox())?.y ?? Number.NaN) - before))
    .toBeLessThanOrEqual(2);
});

test("every screen has its own title and a link that works", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const titles: [string, string][] = [
    ["/", "Home · Life Circle"],
    ["/friends", "Friends · Life Circle"],
    ["/circle", "Life Circle"],
    ["/me", "Me · Life Circle"],
    [`/people/${fang.handle}`, "Fang · Life Circle"],
    ["/nowhere/at/all", "Page not found · Life Circle"],
  ];
  for (const [path, title] of titles) {
    await fang.page.goto(path);
    await expect(fang.page).toHaveTitle(title);
  }
});

test("a moment and a person that don't exist are reported as missing", async ({ circle }) => {
  const fang = await circle.join("Fang");
  fang.expectErrors(/404/);
  await fang.page.goto("/moments/1");
  await expect(fang.page.getByText("This moment isn't available.")).toBeVisible();
  await fang.page.goto("/people/nobody_at_all");
  await expect(fang.page.getByText("Page not found")).toBeVisible();
});

test("language and theme change at once, stay, and leave nothing untranslated", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page } = fang;
  await page.goto("/me");
  await page.getByText("简体中文").click();
  await expect(page.getByRole("heading", { name: "设置" })).toBeVisible();
  await page.getByText("深色").click();
  await page.reload();
  await expect(page.getByRole("heading", { name: "设置" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  for (const path of ["/", "/friends", "/circle"]) {
    await page.goto(path);
    await expect(page.getByRole("navigation").first()).toBeVisible();
    const text = (await page.locator("body").innerText()).replaceAll(/Fang|@\w+/g, "");
    expect(text.match(/[A-Za-z]{4,}/g) ?? [], path).toEqual([]);
  }
});

test("a server that doesn't answer is reported with its address", async ({ circle }) => {
  const visitor = await circle.visit();
  const { page } = visitor;
  visitor.expectErrors(/ERR_FAILED/);
  await page.route("**/api/**", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("Can't reach http://localhost");
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: visitor.words.signIn, exact: true })).toBeVisible();
});

test("a list that doesn't load says so and can be tried again", async ({ circle }) => {
  const fang = await circle.join("Fang");
  await fang.post("here after all");
  const { page } = fang;
  fang.expectErrors(/ERR_FAILED/);
  await page.route("**/feed", (route) => route.abort());
  await page.goto("/circle");
  await expect(page.getByRole("alert"))
    .toContainText("No connection to the server", { timeout: 15_000 });
  await page.unroute("**/feed");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("here after all")).toBeVisible();
});

test("a part of the page that doesn't load says so and can be tried again", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/, /Failed to fetch/);
  await page.route("**/screens-*.wasm", (route) => route.abort());
  await page.goto("/");
  await page.getByRole("link", { name: words.friends, exact: true }).click();
  const alert = page.getByRole("alert")
    .filter({ has: page.getByRole("button", { name: "Try again" }) });
  await expect(alert).toBeVisible();
  await page.unroute("**/screens-*.wasm");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: words.friends, exact: true })).toBeVisible();
});

test("a friend request shows on a phone's Home and at Friends, with its whole message", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  const message = "We met at the lake last summer, remember me?";
  await lei.call("POST", "/friend-requests", { handle: fang.handle, message });
  await page.goto("/");
  await expect(page.getByRole("link", { name: /^New\s*Friends$/ })).toBeVisible();
  await page.getByRole("link", { name: words.friendRequests }).click();
  await expect(page.getByText(message)).toBeVisible();
  await page.getByRole("button", { name: words.acceptRequest("Lei") }).click();
  await expect(page.getByText(words.nowFriends), "in the place of the buttons").toBeVisible();
  await expect(page.getByText(message)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: "Lei" })).toBeVisible();
  await expect(page.getByText(message)).toBeHidden();
});

test("Back closes a sheet, and the text written in it stays", async ({ circle }) => {
  const fang = await circle.join("Fang");
  await fang.befriend(await circle.join("Lei"));
  const { page, words } = fang;
  const dialog = page.getByRole("dialog");
  await page.goto("/friends");
  await page.getByRole("link", { name: "Lei" }).click();
  await page.getByRole("button", { name: words.friendSettings }).click();
  await dialog.getByLabel(words.remark).fill("My cousin");
  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/people\//);
  const settings = page.getByRole("button", { name: words.friendSettings });
  await expect(settings).toContainText(words.unsaved);
  await settings.click();
  await expect(dialog.getByLabel(words.remark)).toHaveValue("My cousin");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.goBack();
  await expect(page, "a sheet that was closed otherwise isn't in the way").toHaveURL(/\/friends$/);

  // One sheet opens over another. Back closes one at a time.
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await dialog.getByLabel(words.momentText).fill("half a thought");
  await dialog.getByRole("button", { name: words.whoSeesIt }).click();
  await expect(page.getByRole("dialog", { name: words.whoSeesIt })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog", { name: words.whoSeesIt })).toHaveCount(0);
  await expect(dialog.getByLabel(words.momentText)).toHaveValue("half a thought");
  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/circle$/);
});

test("a list that is left while it is read disturbs nothing", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await page.goto("/me");
  let letAnswer = () => {};
  const waits = new Promise<void>((resolve) => (letAnswer = resolve));
  await page.route(/\/api\/v1\/notifications/, async (route) => {
    await waits;
    await route.continue();
  });
  await page.getByRole("link", { name: words.notifications }).first().click();
  await expect(page).toHaveURL(/\/notifications$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/me$/);
  const answered = page.waitForResponse(/\/api\/v1\/notifications/);
  letAnswer();
  await answered;
  await page.getByRole("link", { name: words.friends, exact: true }).click();
  await expect(page).toHaveURL(/\/friends$/);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
});
