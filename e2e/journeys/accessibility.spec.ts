// axe finds nothing: every screen, dialog, empty and error state, in both languages and themes, at both widths.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Person } from "../support/people.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function check(person: Person, where: string) {
  // Through the driver: the page's own policy lets no other script in.
  await person.page.evaluate(source);
  const violations = await person.page.evaluate(async () => {
    // @ts-expect-error axe was put into the page just before.
    const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map((violation: { id: string; nodes: { html: string; failureSummary: string }[] }) => ({
      rule: violation.id,
      nodes: violation.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`),
    }));
  });
  expect(violations, where).toEqual([]);
}

for (const language of ["zh", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    for (const isWide of [false, true]) {
      const name = `${language}, ${theme}, ${isWide ? "wide" : "phone"}`;
      test(`axe finds nothing (${name})`, async ({ circle }) => {
        const visitor = await circle.visit({ language, theme, isWide });
        for (const path of ["/sign-in", "/sign-up"]) {
          await visitor.page.goto(path);
          await expect(visitor.page.getByRole("heading", { level: 1 })).toBeVisible();
          await check(visitor, path);
        }
        await visitor.page.getByRole("button", { name: visitor.words.signUp }).click();
        await check(visitor, "sign-up with errors");

        const alone = await circle.join("Alone", { language, theme, isWide });
        for (const path of ["/", "/friends", "/circle", "/me", "/nowhere"]) {
          await alone.page.goto(path);
          await expect(alone.page.getByRole("navigation").first()).toBeVisible();
          await expect(alone.page.locator(".list-loading")).toHaveCount(0);
          await check(alone, `${path} without anything`);
        }

        const [fang, lei, han] = [await circle.join("王芳", { language, theme, isWide }), await circle.join("Li Lei"), await circle.join("Han")];
        await fang.befriend(lei);
        await han.call("POST", "/friend-requests", { handle: fang.handle, message: "hi" });
        const id = await fang.post("about #hello# see https://example.com and more\n".repeat(9));
        await lei.post("a moment of mine");
        await lei.call("PUT", `/moments/${id}/like`, { liked: true });
        await lei.call("POST", `/moments/${id}/comments`, { text: "a comment" });
        fang.expectErrors(/404/, /ERR_FAILED/);
        for (const path of ["/", "/friends", "/circle", "/me", `/moments/${id}`, `/people/${lei.handle}`, `/people/${han.handle}`, "/moments/1"]) {
          await fang.page.goto(path);
          await expect(fang.page.getByRole("navigation").first()).toBeVisible();
          await expect(fang.page.locator(".list-loading")).toHaveCount(0);
          await check(fang, path);
        }
        await fang.page.goto("/circle");
        await fang.page.getByRole("button", { name: fang.words.sharePrompt }).click();
        await check(fang, "the composer");
        await fang.page.keyboard.press("Escape");
        await fang.page.getByRole("button", { name: fang.words.comment, exact: true }).first().click();
        await check(fang, "writing a comment");
        await fang.page.goto("/friends");
        await fang.page.getByRole("searchbox").fill("nobody has this name");
        await expect(fang.page.locator(".empty-state").first()).toBeVisible();
        await check(fang, "an empty search");
        await fang.page.route("**/api/**", (route) => route.abort());
        await fang.page.getByRole("navigation").first().getByRole("link", { name: fang.words.circle }).click();
        await expect(fang.page.getByRole("alert").first()).toBeVisible();
        await check(fang, "a list that doesn't come");
        await fang.page.goto("/");
        await expect(fang.page.getByRole("alert")).toBeVisible();
        await check(fang, "no server");
      });
    }
  }
}
