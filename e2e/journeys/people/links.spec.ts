// Links that make friends: as an address and as a code, with and without an account.

import { randomUUID } from "node:crypto";
import { expect, password, type Person, test } from "../../support/people.ts";
import { picture } from "../../support/pictures.ts";
import { Server } from "../../support/server.ts";

for (const language of ["en", "zh"] as const) {
  test(`somebody who scans a picture of a code becomes a friend (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    const { page, words } = fang;
    await page.goto("/friends");
    await page.getByRole("link", { name: words.addFriends }).click();
    await page.getByRole("button", { name: words.makeCode }).click();
    const code = page.getByRole("img", { name: words.codeOfLink });
    await expect(code).toBeVisible();
    const shown = await code.screenshot();

    await lei.page.goto("/friends/add");
    await lei.page.getByRole("button", { name: words.scan }).click();
    const scanner = lei.page.getByRole("dialog");
    const choose = scanner.locator("input[type=file]");
    await choose.setInputFiles({ name: "no.png", mimeType: "image/png", buffer: picture(0) });
    // The decoder is read and compiled first.
    await expect(scanner.getByText(words.scanNothing)).toBeVisible({ timeout: 20_000 });
    await choose.setInputFiles({ name: "code.png", mimeType: "image/png", buffer: shown });
    await expect(lei.page).toHaveURL(/\/link/);
    await lei.page.getByRole("button", { name: words.becomeFriends }).click();
    await expect(lei.page.getByRole("link", { name: words.toTheirPage })).toBeVisible();
    await page.goto("/friends");
    await expect(page.getByRole("link", { name: "Li Lei" })).toBeVisible();
  });

  test(`the camera reads a code (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    const { page, words } = fang;
    await page.goto("/friends/add");
    await page.getByRole("button", { name: words.makeCode }).click();
    const shown = (await page.getByRole("img", { name: words.codeOfLink }).screenshot())
      .toString("base64");
    // The camera shows the code.
    await lei.page.addInitScript((png) => {
      navigator.mediaDevices.getUserMedia = async () => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
        const context = canvas.getContext("2d")!;
        setInterval(() => {
          context.fillStyle = "#888";
          context.fillRect(0, 0, 640, 480);
          context.drawImage(image, 180, 100, 280, 280);
        }, 50);
        return canvas.captureStream(20);
      };
    }, shown);
    await lei.page.goto("/friends/add");
    await lei.page.getByRole("button", { name: words.scan }).click();
    await expect(lei.page.getByRole("button", { name: words.becomeFriends })).toBeVisible();
  });

  test(`a visitor without an account signs up by a link, and is a friend (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const visitor = await circle.visit({ language });
    const { page, words } = visitor;
    await fang.page.goto("/friends/add");
    await fang.page.getByRole("button", { name: words.makeCode }).click();
    await page.goto(await fang.page.getByText(/\/link#/).innerText());
    await expect(page.getByRole("heading", { name: "Fang" })).toBeVisible();
    await page.getByRole("link", { name: words.signUp }).click();
    await signUp(visitor, "Li Lei");
    await page.getByRole("link", { name: words.toTheirPage }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Fang" })).toBeVisible();
  });

  test(`a link that was revoked says so, and leads nowhere (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
    ];
    lei.expectErrors(/410/);
    const { secret } = await fang.call("POST", "/links", { lifetime: "hour", people_most: 10 });
    await fang.page.goto("/friends/add");
    await fang.page.getByRole("button", { name: fang.words.revokeLink }).click();
    await expect(fang.page.getByRole("img", { name: fang.words.codeOfLink })).toHaveCount(0);
    await lei.page.goto(`/link#${secret}`);
    await expect(lei.page.getByText(lei.words.linkGone)).toBeVisible();
  });

  test(`if people sign up by invitation, the operator's link lets the first one in, and theirs the next (${language})`, async ({ circle }) => {
    const server = await Server.start("--by-invitation");
    const visitor = await circle.visit({ language, baseURL: server.url });
    const { page, words } = visitor;
    await page.goto("/sign-up");
    await expect(page.getByText(words.invitationNote)).toBeVisible();
    const invitation = /http\S+/.exec(server.operator("invite", "--people", "1"))![0];
    await page.goto(invitation);
    await expect(page.getByRole("heading", { name: words.invited })).toBeVisible();
    await page.getByRole("link", { name: words.signUp }).click();
    await signUp(visitor, "Fang");

    await page.goto("/friends/add");
    await page.getByRole("button", { name: words.makeCode }).click();
    await expect(page.getByRole("img", { name: words.codeOfLink })).toBeVisible();
    const [{ secret }] = (await visitor.call("GET", "/links")).items;
    const friend = await circle.visit({ language, baseURL: server.url });
    await friend.page.goto(`/link#${secret}`);
    await friend.page.getByRole("link", { name: words.signUp }).click();
    await signUp(friend, "Li Lei");
    await friend.page.getByRole("link", { name: words.toTheirPage }).click();
    await expect(friend.page.getByRole("heading", { level: 1, name: "Fang" })).toBeVisible();
    // Their next requests would find no server.
    await Promise.all([page.close(), friend.page.close()]);
    await server.kill();
  });
}

/** Fills the form to sign up, and goes on after the recovery codes. */
async function signUp({ page, words }: Person, name: string) {
  await page.getByRole("textbox", { name: words.name, exact: true }).fill(name);
  const handle = `p${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  await page.getByRole("textbox", { name: words.handle }).fill(handle);
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: words.signUp }).click();
  await page.getByRole("button", { name: words.goOn }).click();
}
