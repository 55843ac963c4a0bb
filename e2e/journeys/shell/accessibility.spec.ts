// axe finds nothing in every screen, dialog, empty and error state, in both languages and themes,
// at both widths.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Person } from "../../support/people.ts";
import { pictures } from "../../support/pictures.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function check(person: Person, where: string) {
  await expect(person.page.getByRole("heading", { level: 1, includeHidden: true })).toHaveCount(1);
  // The driver adds the script: the page's own policy allows no other one.
  await person.page.evaluate(source);
  for (const [theme, rules] of [["light", all], ["dark", ofColours]] as const) {
    await person.page.emulateMedia({ colorScheme: theme });
    expect(await violations(person, rules), `${where}, ${theme}`).toEqual([]);
  }
}

const all = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
// The themes differ in their colours alone.
const ofColours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

function violations({ page }: Person, runOnly: typeof all) {
  return page.evaluate(async (runOnly) => {
    // @ts-expect-error The driver has just added axe to the page.
    const { violations } = await window.axe.run(document, {
      runOnly,
      resultTypes: ["violations"],
    });
    type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };
    return violations.map((violation: Violation) => ({
      rule: violation.id,
      nodes: violation.nodes
        .slice(0, 3)
        .map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`),
    }));
  }, runOnly);
}

// Each test opens every screen, one after the other, and looks at it in both themes.
test.setTimeout(180_000);

for (const language of ["zh", "en"] as const) {
  for (const isWide of [false, true]) {
    const name = `${language}, ${isWide ? "wide" : "phone"}`;
    test(`axe finds nothing (${name})`, async ({ circle }) => {
      const visitor = await circle.visit({ language, isWide });
      for (const path of ["/sign-in", "/recover", "/sign-up"]) {
        await visitor.page.goto(path);
        await expect(visitor.page.getByRole("heading", { level: 1 })).toBeVisible();
        await check(visitor, path);
      }
      await visitor.page.getByRole("button", { name: visitor.words.signUp }).click();
      await check(visitor, "sign-up with errors");

      const alone = await circle.join("Alone", { language, isWide });
      const empty = [
        "/",
        "/friends",
        "/friends/add",
        "/friends/tags",
        "/circle",
        "/search",
        "/me",
        "/me/blocked",
        "/me/security",
        "/nowhere",
      ];
      for (const path of empty) {
        await alone.page.goto(path);
        await expect(alone.page.getByRole("navigation").first()).toBeVisible();
        await expect(alone.page.locator(".list-loading")).toHaveCount(0);
        await check(alone, `${path} without anything`);
      }

      const [fang, lei, han] = [
        await circle.join("王芳", { language, isWide }),
        await circle.join("Li Lei"),
        await circle.join("Han"),
      ];
      await fang.befriend(lei);
      await han.call("POST", "/friend-requests", { handle: fang.handle, message: "hi" });
      const id = await fang.post("about #hello# see https://example.com and more\n".repeat(9));
      await lei.post("a moment of mine");
      await lei.call("PUT", `/moments/${id}/like`, { liked: true });
      await lei.call("POST", `/moments/${id}/comments`, { text: "a comment" });
      fang.expectErrors(/404/, /ERR_FAILED/);
      const filled = [
        "/",
        "/friends",
        "/circle",
        "/me",
        `/moments/${id}`,
        `/people/${lei.handle}`,
        `/people/${han.handle}`,
        "/moments/1",
      ];
      for (const path of filled) {
        await fang.page.goto(path);
        await expect(fang.page.getByRole("navigation").first()).toBeVisible();
        await expect(fang.page.locator(".list-loading")).toHaveCount(0);
        await check(fang, path);
      }
      await fang.page.goto("/circle");
      await fang.page.getByRole("button", { name: fang.words.sharePrompt }).click();
      await check(fang, "the composer");
      await fang.page.keyboard.press("Escape");
      await fang.page.getByRole("button", { name: fang.words.comment, exact: true }).first()
        .click();
      await check(fang, "writing a comment");
      await fang.page.goto("/friends");
      await fang.page.getByRole("searchbox").fill("nobody has this name");
      await expect(fang.page.locator(".empty-state").first()).toBeVisible();
      await check(fang, "an empty search");
      await fang.page.route("**/api/**", (route) => route.abort());
      await fang.page.getByRole("navigation").first()
        .getByRole("link", { name: fang.words.circle }).click();
      await expect(fang.page.getByText(fang.words.lastUpdated)).toBeVisible();
      await check(fang, "a list as it was last seen");
      await fang.page.goto("/me/security");
      await expect(fang.page.getByRole("alert").first()).toBeVisible();
      await check(fang, "a page that doesn't come");
      visitor.expectErrors(/ERR_FAILED/);
      await visitor.page.route("**/api/**", (route) => route.abort());
      await visitor.page.goto("/");
      await expect(visitor.page.getByRole("alert")).toBeVisible();
      await check(visitor, "no server");
    });

    test(`axe finds nothing in what opens over a screen (${name})`, async ({ circle }) => {
      const [fang, lei] = [
        await circle.join("王芳", { language, isWide }),
        await circle.join("Li Lei"),
      ];
      await fang.befriend(lei);
      const { page, words } = fang;
      fang.expectErrors(/422/, /ERR_FAILED/, /Failed to load resource/);
      const dialog = page.getByRole("dialog");
      for (const path of ["/notifications", "/topics/nothing"]) {
        await page.goto(path);
        await expect(page.locator(".list-loading")).toHaveCount(0);
        await check(fang, `${path} with next to nothing`);
      }

      await page.goto("/circle");
      await page.getByRole("button", { name: words.sharePrompt }).click();
      await page.locator("input[type=file]").setInputFiles([
        ...pictures(9),
        { name: "tenth.png", mimeType: "image/png", buffer: Buffer.from("left out") },
      ]);
      await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
      await page.getByRole("button", { name: words.describePhoto(1), exact: true }).click();
      await check(fang, "photos in the composer");
      await page.getByRole("textbox", { name: words.describePhoto(1) }).fill("a colour");
      await page.getByRole("button", { name: words.removePhoto(9) }).click();
      await page.locator("input[type=file]").setInputFiles([
        { name: "no.png", mimeType: "image/png", buffer: Buffer.from("no picture") },
      ]);
      await expect(page.getByText(words.photoUnreadable)).toBeVisible();
      await check(fang, "a photo that can't be read");
      await page.getByRole("button", { name: words.removePhoto(9) }).click();
      await page.getByRole("button", { name: words.mention }).click();
      await expect(page.getByRole("listbox")).toBeVisible();
      await check(fang, "friends to mention");
      await page.getByLabel(words.momentText).fill("#topic# ".repeat(300));
      await dialog.getByRole("button", { name: words.share }).click();
      await check(fang, "a text that is too long");
      await page.getByLabel(words.momentText).fill("about #topic#");
      await page.getByRole("textbox", { name: words.place }).fill("West Lake");
      await page.getByRole("button", { name: words.remind }).click();
      await page.getByRole("checkbox", { name: "Li Lei" }).check({ force: true });
      await check(fang, "friends to remind");
      await dialog.getByRole("button", { name: words.share }).click();

      const moment = page.getByRole("article", { name: "王芳" });
      await expect(moment.locator(".photo img")).toHaveCount(8);
      await check(fang, "a moment with photos");
      await moment.getByRole("button", { name: words.edit, exact: true }).click();
      await check(fang, "a text that is changed");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: words.openPhoto(2, 8) }).click();
      await expect(page.locator("dialog.lightbox")).toBeVisible();
      await check(fang, "the lightbox");
      await page.keyboard.press("+");
      await check(fang, "the lightbox, near");
      await page.keyboard.press("Escape");

      const crowd = await circle.crowd(21, [fang, lei]);
      const id = (await fang.call("GET", `/people/${fang.handle}/moments`)).items[0].id;
      for (const member of crowd) {
        await member.call("PUT", `/moments/${id}/like`, { liked: true });
      }
      await crowd[0]!.call("POST", `/moments/${id}/comments`, { text: "a comment" });
      await page.goto(`/moments/${id}`);
      await page.getByRole("button", { name: words.seeAll }).click();
      await expect(dialog.getByRole("listitem")).toHaveCount(21);
      await check(fang, "all who like it");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await page.goto(`/people/${lei.handle}`);
      await page.getByRole("button", { name: words.seeAll }).click();
      await expect(dialog.getByRole("listitem")).toHaveCount(21);
      await check(fang, "all common friends");
      for (const [path, content] of [
        ["/notifications", "a comment"],
        ["/topics/topic", "about"],
      ] as const) {
        await page.goto(path);
        await expect(page.getByRole("main")).toContainText(content);
        await check(fang, `${path}, filled`);
      }

      await page.goto("/me");
      await page.getByRole("button", { name: words.editProfile }).click();
      await dialog.getByLabel(words.name).fill("");
      await dialog.getByRole("button", { name: words.save }).click();
      await check(fang, "a profile without a name");
      await page.goto("/me/security");
      await page.getByRole("button", { name: words.makeCodes }).click();
      await dialog.getByLabel(words.password, { exact: true }).fill("correct horse battery");
      await dialog.getByRole("button", { name: words.makeCodes }).click();
      await expect(dialog.getByRole("listitem")).toHaveCount(10);
      await check(fang, "recovery codes");
      const { secret } = await lei.call("POST", "/links", { lifetime: "day", people_most: 1 });
      await fang.call("POST", "/links", { lifetime: "day", people_most: 1 });
      await page.goto("/friends/add");
      await expect(page.getByRole("img", { name: words.codeOfLink })).toBeVisible();
      await check(fang, "a code");
      await page.goto(`/link#${secret}`);
      await expect(page.getByRole("link", { name: words.toTheirPage })).toBeVisible();
      await check(fang, "a link");
      await page.goto(`/people/${lei.handle}`);
      await page.getByRole("main")
        .getByRole("button", { name: words.report, exact: true }).click();
      await check(fang, "a report");
      const visitor = await circle.join("Stranger");
      await page.goto(`/people/${visitor.handle}`);
      await page.getByRole("button", { name: words.addFriend("Stranger") }).click();
      await check(fang, "asking somebody");
      await page.keyboard.press("Escape");
      await page.context().setOffline(true);
      await expect(page.getByText(words.offline)).toBeVisible();
      await check(fang, "without a network");
    });
  }
}
