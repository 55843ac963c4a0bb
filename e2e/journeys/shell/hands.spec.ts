// What hands and keyboards really do: presses that end elsewhere, emojis in two halves.

import { expect, test } from "../../support/people.ts";

test("a press that begins in a sheet doesn't close it, wherever it ends", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await page.goto("/me");
  await page.getByRole("button", { name: words.editProfile }).click();
  const dialog = page.getByRole("dialog");
  const about = dialog.getByLabel(words.about);
  await about.fill("I like tea");
  const field = await about.boundingBox();
  const sheet = await dialog.boundingBox();
  if (!field || !sheet) throw new Error("they are on the screen");
  const outside = { x: Math.max(sheet.x - 20, 2), y: Math.max(sheet.y - 20, 2) };

  await page.mouse.move(field.x + 40, field.y + field.height / 2);
  await page.mouse.down();
  await page.mouse.move(outside.x, outside.y);
  await page.mouse.up();
  await expect(dialog, "a selection that ends outside").toBeVisible();

  await page.mouse.move(outside.x, outside.y);
  await page.mouse.down();
  await page.mouse.move(field.x + 40, field.y + field.height / 2);
  await page.mouse.up();
  await expect(dialog, "a press that comes in from outside").toBeVisible();

  await page.mouse.click(sheet.x + 3, sheet.y + sheet.height / 2);
  await expect(dialog, "its own padding").toBeVisible();

  await page.mouse.click(outside.x, outside.y);
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: words.editProfile }).click();
  await expect(about, "what was written is kept").toHaveValue("I like tea");
});

test("an emoji that a keyboard sends in two halves arrives whole", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  const field = page.getByLabel(words.momentText);
  await field.fill("tea ");
  for (const half of [0xd83d, 0xde00, 0xd842, 0xdfb7]) {
    await field.evaluate((element: HTMLTextAreaElement, half) => {
      element.value += String.fromCharCode(half);
      element.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, half);
  }
  await expect(field).toHaveValue("tea 😀𠮷");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByRole("article", { name: "Fang" }).getByText("tea 😀𠮷")).toBeVisible();
});
