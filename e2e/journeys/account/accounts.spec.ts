// Signing up and in with wrong input, and the devices of an account.

import { expect, password, test } from "../../support/people.ts";

test("bad input is explained at its field, in the reader's language, and nothing typed is lost", async ({ circle }) => {
  const taken = await circle.join("Fang");
  const visitor = await circle.visit({ language: "zh" });
  const { page, words } = visitor;
  visitor.expectErrors(/409/, /422/);
  await page.goto("/sign-up");
  const field = (label: string) => page.getByLabel(label, { exact: true });
  const name = field(words.name);
  const handle = field(words.handle);
  const secret = field(words.password);
  const submit = () => page.getByRole("button", { name: words.signUp }).click();
  await handle.fill("ab");
  await submit();
  await expect(handle).toHaveAccessibleDescription("账号须为 3–30 位小写字母、数字或下划线");
  await handle.fill(taken.handle);
  await submit();
  await expect(name).toHaveAccessibleDescription("昵称须为 1 到 40 个可见字符");
  await name.fill("王芳");
  await secret.fill("short");
  await submit();
  await expect(secret).toHaveAccessibleDescription("密码至少 10 个字符");
  await secret.fill("qwertyuiop");
  await submit();
  await expect(secret).toHaveAccessibleDescription("这个密码太常见了，请换一个");
  await secret.fill("another good password");
  await submit();
  await expect(handle).toHaveAccessibleDescription("这个账号已被使用，请换一个");
  await expect(name).toHaveValue("王芳");
  await expect(secret).toHaveValue("another good password");
});

test("a wrong password is refused without telling whether the name exists", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const visitor = await circle.visit();
  const { page, words } = visitor;
  visitor.expectErrors(/401/);
  await page.goto("/sign-in");
  for (const handle of [fang.handle, "nobody_at_all"]) {
    await page.getByLabel(words.handle, { exact: true }).fill(handle);
    await page.getByLabel(words.password, { exact: true }).fill("not the password");
    await page.getByRole("button", { name: words.signIn, exact: true }).click();
    await expect(page.getByLabel(words.password, { exact: true }))
      .toHaveAccessibleDescription("Wrong username or password.");
  }
});

test("another device is signed out from here and goes to the sign-in screen", async ({ circle }) => {
  const [fang, phone] = [await circle.join("Fang"), await circle.visit()];
  phone.expectErrors(/401/);
  await phone.call("POST", "/sessions", { handle: fang.handle, password });
  await phone.page.goto("/friends");
  await expect(phone.page.getByRole("heading", { name: "Friends", exact: true })).toBeVisible();
  await fang.page.goto("/me");
  const devices = fang.page.getByRole("region", { name: "Signed-in devices" });
  await expect(devices.getByRole("listitem")).toHaveCount(2);
  await devices.getByRole("button", { name: /^Sign out/ }).click();
  const asked = fang.page.getByRole("dialog");
  await asked.getByLabel("Password", { exact: true }).fill(password);
  await asked.getByRole("button", { name: /^Sign out/ }).click();
  await expect(devices.getByRole("listitem")).toHaveCount(1);
  await phone.page.getByRole("navigation").first()
    .getByRole("link", { name: "Life Circle" }).click();
  await expect(phone.page).toHaveURL(/\/sign-in\?next=%2Fcircle$/);
});

test("a friend is removed after a question, and all is back after becoming friends again", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  await lei.post("between us");
  const { page } = fang;
  await page.goto(`/people/${lei.handle}`);
  await expect(page.getByText("between us")).toBeVisible();
  await page.getByRole("button", { name: "Remove friend" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove Lei?" });
  await dialog.getByRole("button", { name: "Remove friend" }).click();
  await expect(page.getByText("Only friends can see these moments.")).toBeVisible();
  await fang.befriend(lei);
  await page.reload();
  await expect(page.getByText("between us")).toBeVisible();
});

test("recovery codes whose answer is lost are made again", async ({ circle }) => {
  const visitor = await circle.visit();
  const { page, words } = visitor;
  visitor.expectErrors(/ERR_FAILED/);
  await page.route("**/api/v1/accounts", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await page.goto("/sign-up");
  await page.getByLabel(words.name, { exact: true }).fill("Max");
  await page.getByLabel(words.handle, { exact: true }).fill(`max_${Date.now() % 1e8}`);
  await page.getByLabel(words.password, { exact: true }).fill(password);
  const signUp = page.getByRole("button", { name: words.signUp, exact: true });
  await signUp.click();
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  await signUp.click();
  await expect(page.getByText(words.codesLost)).toBeVisible();
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: words.makeCodes }).click();
  await expect(page.locator(".codes li")).toHaveCount(10);
});
