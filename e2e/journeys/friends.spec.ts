// The friends page: the letters beside it, and many friends.

import { expect, test } from "../support/people.ts";

for (const language of ["en", "zh"] as const) {
  test(`the letters are gone through by keyboard and dragged along (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const crowd = await circle.crowd(6, [fang]);
    for (const [place, name] of ["Anna", "Bella", "Carl", "李雷", "王芳", "😀"].entries()) {
      await crowd[place]!.call("PUT", "/profile", { display_name: name });
    }
    const { page, words } = fang;
    await page.goto("/friends");
    const strip = page.getByRole("navigation", { name: words.index });
    const letters = strip.getByRole("button");
    await expect(letters).toHaveText(["A", "B", "C", "L", "W", "#"]);
    await letters.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: "Carl" })).toBeFocused();
    await letters.first().focus();
    await page.keyboard.press("End");
    await expect(letters.last()).toBeFocused();

    const [from, to] = [await letters.first().boundingBox(), await letters.nth(4).boundingBox()];
    await page.mouse.move(from!.x + 5, from!.y + 5);
    await page.mouse.down();
    await page.mouse.move(to!.x + 5, to!.y + 5, { steps: 8 });
    await expect(page.locator(".index-letter")).toHaveText("W");
    await page.mouse.up();
    await expect(page.locator(".index-letter")).toBeEmpty();
  });
}
