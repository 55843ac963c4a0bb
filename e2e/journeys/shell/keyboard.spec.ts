// Friends, audiences and my account with the keyboard alone. A test fails if Tab doesn't reach a
// button or a field, or if a key doesn't work.

import { expect, password, test } from "../../support/people.ts";

for (const language of ["en", "zh"] as const) {
  test(`a friend is found by pinyin, named, tagged, starred, blocked and unblocked (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("李雷", { language }),
    ];
    await fang.befriend(lei);
    const { page, words } = fang;
    const dialog = page.getByRole("dialog");
    await page.goto("/friends");
    await fang.reach(page.getByRole("searchbox"));
    await page.keyboard.type("ll");
    await fang.press(page.getByRole("link", { name: "李雷" }).first());
    await fang.press(page.getByRole("button", { name: words.friendSettings }));
    await expect(dialog.getByLabel(words.remark)).toBeFocused();
    await page.keyboard.type("曾老师");
    await fang.reach(dialog.getByRole("textbox", { name: words.newTag }));
    await page.keyboard.type("Family");
    await fang.press(dialog.getByRole("button", { name: words.make, exact: true }));
    await expect(dialog.getByRole("checkbox", { name: "Family" })).toBeChecked();
    await fang.press(dialog.getByRole("switch", { name: words.star }), "Space");
    await fang.press(dialog.getByRole("button", { name: words.save }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("曾老师");

    await fang.press(
      page.getByRole("navigation").first().getByRole("link", { name: words.friends }),
    );
    await fang.press(page.getByRole("link", { name: words.tags }));
    await fang.press(page.getByRole("button", { name: /^Family/ }));
    const member = dialog.getByRole("checkbox", { name: "曾老师" });
    await expect(member).toBeChecked();
    await fang.reach(dialog.getByRole("searchbox"));
    await page.keyboard.type("zls");
    await fang.press(member, "Space");
    await fang.press(dialog.getByRole("button", { name: words.save }));
    await expect.poll(() => fang.call("GET", "/tags"))
      .toMatchObject({ items: [{ name: "Family", count: 0 }] });
    await expect(page.getByRole("dialog")).toBeHidden();
    await fang.press(page.getByRole("button", { name: /^Family/ }));
    await fang.press(dialog.getByRole("button", { name: words.delete }));
    await fang.aMomentLater();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Family" })).toHaveCount(0);

    await page.goto(`/people/${lei.handle}`);
    await fang.press(page.getByRole("button", { name: words.block, exact: true }));
    await fang.press(dialog.getByRole("button", { name: words.block, exact: true }));
    await expect(page.getByText(words.youBlockedThem)).toBeVisible();
    await fang.press(
      page.getByRole("navigation").first().getByRole("link", { name: words.me, exact: true }),
    );
    await fang.press(page.getByRole("link", { name: words.blockedPeople }));
    const blocked = page.getByRole("listitem").filter({ hasText: "曾老师" });
    await fang.press(blocked.getByRole("button"));
    await expect(blocked).toHaveCount(0);
  });

  test(`a moment for one friend is previewed and posted, and then hidden after a look at what changes (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("李雷", { language }),
    ];
    await fang.befriend(lei);
    await fang.befriend(await circle.join("Han Mei"));
    const { page, words } = fang;
    const dialog = page.getByRole("dialog");
    await page.goto("/circle");
    await fang.press(page.getByRole("button", { name: words.sharePrompt }));
    await expect(dialog.getByLabel(words.momentText)).toBeFocused();
    await page.keyboard.type("for one");
    await fang.press(dialog.getByRole("radio").first(), "ArrowDown");
    await expect(dialog.getByRole("radio", { name: words.forSome })).toBeChecked();
    await fang.press(dialog.getByRole("checkbox", { name: "李雷" }), "Space");
    await expect(dialog.getByText(words.seenBy(1, 2))).toBeVisible();
    await fang.press(dialog.getByRole("button", { name: words.whoSeesIt }));
    const preview = page.getByRole("dialog", { name: words.whoSeesIt });
    await expect(preview.getByRole("listitem").filter({ hasText: "李雷" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(preview).toHaveCount(0);
    await expect(dialog.getByRole("button", { name: words.whoSeesIt }), "the focus comes back")
      .toBeFocused();
    await fang.press(dialog.getByRole("button", { name: words.share, exact: true }));
    await expect(page.getByRole("article").getByText("for one")).toBeVisible();

    await fang.press(page.getByRole("article").getByRole("button", { name: words.audience }));
    await fang.press(dialog.getByRole("radio", { name: words.forSome }), "ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(dialog.getByRole("radio", { name: words.onlyMe })).toBeChecked();
    await fang.press(dialog.getByRole("button", { name: words.seeWhatChanges }));
    await expect(dialog.getByRole("status").filter({ hasText: "李雷" })).toBeVisible();
    await fang.press(dialog.getByRole("button", { name: words.changeNow }));
    await expect(page.getByRole("article").getByRole("button", { name: words.onlyMe }))
      .toBeVisible();
    await lei.page.goto("/circle");
    await expect(lei.page.getByText(words.feedEmpty)).toBeVisible();
    await expect(lei.page.getByText("for one")).toHaveCount(0);
  });

  test(`a link is made and revoked, the password changed, codes made, a person reported (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("李雷", { language }),
    ];
    const { page, words } = fang;
    const dialog = page.getByRole("dialog");
    await page.goto("/friends/add");
    await fang.press(page.getByRole("radio").nth(1), "ArrowDown");
    await fang.press(page.getByRole("button", { name: words.makeCode }));
    await expect(page.getByRole("img", { name: words.codeOfLink })).toBeVisible();
    await fang.press(page.getByRole("button", { name: words.revokeLink }));
    await expect(page.getByRole("img", { name: words.codeOfLink })).toHaveCount(0);

    await page.goto("/me/security");
    await fang.press(page.getByRole("button", { name: words.changePassword }));
    await expect(dialog.getByLabel(words.currentPassword)).toBeFocused();
    await page.keyboard.type(password);
    await fang.reach(dialog.getByLabel(words.newPassword, { exact: true }));
    await page.keyboard.type(`${password} two`);
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await fang.press(page.getByRole("button", { name: words.makeCodes }));
    await expect(dialog.getByLabel(words.password, { exact: true })).toBeFocused();
    await page.keyboard.type(`${password} two`);
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("listitem")).toHaveCount(10);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    // Its entry in the history is left before the next screen is opened.
    await expect.poll(() => page.evaluate(() => history.state)).not.toBe("layer");

    await page.goto(`/people/${lei.handle}`);
    await fang.press(page.getByRole("button", { name: words.report, exact: true }));
    await fang.press(dialog.getByRole("radio").first(), "ArrowDown");
    await fang.press(dialog.getByRole("button", { name: words.report, exact: true }));
    await expect(page.getByText(words.reportSent)).toBeVisible();
    await expect(page.getByRole("button", { name: words.report, exact: true })).toBeFocused();
  });
}
