// Keeping an account: passkeys, recovery codes, a new password, leaving it; and reporting people.

import { readFile } from "node:fs/promises";

import { expect, password, test, type Person } from "../../support/people.ts";

const other = "another horse battery";

/** An authenticator in the browser that says yes to everything. */
async function withAuthenticator({ page }: Person) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function signOut({ page, words }: Person) {
  await page.goto("/me");
  await page.getByRole("button", { name: words.signOut, exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

for (const language of ["en", "zh"] as const) {
  test(`a passkey is made, signs in without a password, and is removed (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const { page, words } = fang;
    fang.expectErrors(/401/, /403/, /422/);
    await withAuthenticator(fang);
    await page.goto("/me");
    await page.getByRole("link", { name: words.security }).click();
    await page.getByRole("button", { name: words.addPasskey }).click();
    const form = page.getByRole("dialog", { name: words.addPasskey });
    await form.getByLabel(words.passkeyName, { exact: true }).fill("my phone");
    await form.getByLabel(words.password, { exact: true }).fill("a wrong guess");
    await form.getByRole("button", { name: words.addPasskey }).click();
    await expect(form.getByText(words.wrongCredentials)).toBeVisible();
    await form.getByLabel(words.password, { exact: true }).fill(password);
    await form.getByRole("button", { name: words.addPasskey }).click();
    const row = page.getByRole("listitem").filter({ hasText: "my phone" });
    await expect(row).toBeVisible();
    const need = page.getByRole("switch", { name: words.needPasskey });
    await need.click();
    const asked = page.getByRole("dialog", { name: words.needPasskey });
    await asked.getByLabel(words.password, { exact: true }).fill(password);
    await asked.getByRole("button", { name: words.save }).click();
    await expect(asked).toBeHidden();
    await expect(need).toBeChecked();
    await signOut(fang);
    await page.getByLabel(words.handle).fill(fang.handle);
    await page.getByLabel(words.password, { exact: true }).fill(password);
    await page.getByRole("button", { name: words.signIn, exact: true }).click();
    await expect(page.getByText(words.passkeyNeeded)).toBeVisible();
    await page.getByRole("button", { name: words.signInPasskey }).click();
    await expect(page.getByRole("navigation")).toBeVisible();
    await page.goto("/me/security");
    await row.getByRole("button").first().click();
    const sure = page.getByRole("dialog");
    await sure.getByLabel(words.password, { exact: true }).fill(password);
    await sure.getByRole("button", { name: words.delete, exact: true }).click();
    await expect(row).toHaveCount(0);
    await signOut(fang);
    await page.getByRole("button", { name: words.signInPasskey }).click();
    await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  });

  test(`somebody who forgot the password signs in with a recovery code (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const { page, words } = fang;
    fang.expectErrors(/401/);
    await page.goto("/me/security");
    await page.getByRole("button", { name: words.makeCodes }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(words.password, { exact: true }).fill(password);
    await form.getByRole("button", { name: words.makeCodes }).click();
    await expect(form.getByRole("listitem")).toHaveCount(10);
    const code = (await form.getByRole("listitem").first().innerText()).trim();
    const file = page.waitForEvent("download");
    await form.getByRole("link", { name: words.saveCodes }).click();
    const kept = await readFile(await (await file).path(), "utf8");
    expect(kept.split("\n")).toHaveLength(10);
    expect(kept).toContain(code);
    await page.keyboard.press("Escape");
    await signOut(fang);
    await page.getByRole("link", { name: words.forgotPassword }).click();
    await page.getByLabel(words.handle).fill(fang.handle);
    await page.getByLabel(words.recoveryCode).fill("0000-0000-0000-0000");
    await page.getByLabel(words.newPassword, { exact: true }).fill(other);
    await page.getByRole("button", { name: words.recover }).click();
    await expect(page.getByText(words.recoveryCodeWrong)).toBeVisible();
    await page.getByLabel(words.recoveryCode).fill(code.toLowerCase());
    await page.getByRole("button", { name: words.recover }).click();
    await expect(page.getByRole("navigation")).toBeVisible();
  });

  test(`a new password signs the other devices out (${language})`, async ({ circle }) => {
    const [fang, elsewhere] = [
      await circle.join("Fang", { language }),
      await circle.visit({ language }),
    ];
    fang.expectErrors(/401/);
    elsewhere.expectErrors(/401/);
    await elsewhere.call("POST", "/sessions", { handle: fang.handle, password });
    await elsewhere.page.goto("/me");
    await expect(elsewhere.page.getByRole("navigation")).toBeVisible();
    const { page, words } = fang;
    await page.goto("/me/security");
    await page.getByRole("button", { name: words.changePassword }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(words.currentPassword).fill(password);
    await form.getByLabel(words.newPassword, { exact: true }).fill(other);
    await form.getByRole("button", { name: words.changePassword }).click();
    await expect(form).toHaveCount(0);
    await elsewhere.page.goto("/me");
    await expect(elsewhere.page).toHaveURL(/\/sign-in/);
    await page.goto("/me");
    await expect(page.getByRole("heading", { name: "Fang" })).toBeVisible();
  });

  test(`a person who leaves is gone for friends, and can keep the account (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    await fang.befriend(lei);
    await fang.post("before I go");
    fang.expectErrors(/401/, /409/);
    const { page, words } = fang;
    await page.goto("/me/security");
    await page.getByRole("button", { name: words.leaveAccount }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(words.password, { exact: true }).fill(password);
    await form.getByRole("button", { name: words.leaveAccount }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await lei.page.goto("/circle");
    await expect(lei.page.getByText(words.feedEmpty)).toBeVisible();
    await expect(lei.page.getByText("before I go")).toHaveCount(0);
    await page.getByLabel(words.handle).fill(fang.handle);
    await page.getByLabel(words.password, { exact: true }).fill(password);
    await page.getByRole("button", { name: words.signIn, exact: true }).click();
    await page.getByRole("button", { name: words.keepAccount }).click();
    await expect(page.getByRole("navigation")).toBeVisible();
    await lei.page.goto("/circle");
    await expect(lei.page.getByText("before I go")).toBeVisible();
  });

  test(`a moment, a comment and a person are reported (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    await fang.befriend(lei);
    const id = await lei.post("send me a code");
    await lei.call("POST", `/moments/${id}/comments`, { text: "quickly" });
    const { page, words } = fang;
    const dialog = page.getByRole("dialog");
    const report = async (button: ReturnType<typeof page.getByRole>) => {
      await button.click();
      await dialog.getByRole("radio", { name: words.reasonFraud }).check({ force: true });
      await dialog.getByRole("button", { name: words.report, exact: true }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByText(words.reportSent).last()).toBeVisible();
    };
    await page.goto(`/moments/${id}`);
    const buttons = page.getByRole("main").getByRole("button", { name: words.report, exact: true });
    await expect(buttons).toHaveCount(2);
    await report(buttons.first());
    await report(buttons.last());
    await page.goto(`/people/${lei.handle}`);
    await report(buttons);
  });
}
