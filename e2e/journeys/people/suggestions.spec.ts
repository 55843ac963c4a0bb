// Suggestions of people, with the reason, as far as everybody concerned allows it.

import { expect, test } from "../../support/people.ts";

const soon = { timeout: 20_000 };

for (const language of ["en", "zh"] as const) {
  test(`suggestions stand on Home with the reason, and a dismissed one is gone for good (${language})`, async ({ circle }) => {
    const [fang, lei, han] = [
      await circle.join("Fang", { language }),
      await circle.join("Lei"),
      await circle.join("Han"),
    ];
    await fang.befriend(lei);
    await lei.befriend(han);
    const { page, words } = fang;
    await page.goto("/");
    await expect(page.getByRole("heading", { name: words.suggestions })).toBeVisible(soon);
    await expect(page.getByText(words.commonFriend("Lei"))).toBeVisible();
    await page.getByRole("button", { name: words.notInterestedIn("Han") }).click();
    await expect(page.getByRole("heading", { name: words.suggestions })).toBeHidden();
    await page.goto("/friends");
    await expect(page.getByRole("link", { name: "Lei" })).toBeVisible();
    await expect(page.getByText("Han", { exact: true })).toBeHidden();
  });

  test(`a person can refuse to be suggested or named, and can refuse suggestions (${language})`, async ({ circle }) => {
    const [fang, lei, han] = [
      await circle.join("Fang", { language }),
      await circle.join("Lei", { language }),
      await circle.join("Han"),
    ];
    const wei = await circle.join("Wei");
    for (const friend of [lei, wei]) {
      await fang.befriend(friend);
      await han.befriend(friend);
    }
    const { page, words } = fang;
    const suggestions = page.getByRole("region", { name: words.suggestions });
    await page.goto("/friends");
    await expect(suggestions.getByRole("listitem"), "both are named")
      .toContainText(/Lei.*Wei|Wei.*Lei/, soon);

    await lei.page.goto("/me");
    await lei.page.getByRole("switch", { name: words.suggestMe }).press("Space");
    await expect.poll(() => lei.call("GET", "/privacy")).toMatchObject({ is_suggested: false });
    await page.reload();
    await expect(suggestions.getByText(words.commonFriend("Wei")), "neither named nor counted")
      .toBeVisible(soon);
    await page.goto(`/people/${han.handle}`);
    await expect(page.locator(".common-friends").getByRole("listitem")).toHaveText(["Wei"]);

    await page.goto("/me");
    await page.getByRole("switch", { name: words.suggestToMe }).press("Space");
    await expect.poll(() => fang.call("GET", "/privacy"))
      .toMatchObject({ uses_common_friends: false });
    await page.goto("/friends");
    await expect(page.getByRole("link", { name: "Lei" })).toBeVisible();
    await expect(suggestions).toHaveCount(0);
  });
}
