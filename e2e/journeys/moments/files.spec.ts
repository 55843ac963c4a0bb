// Files that are pasted, dropped or chosen: pictures in every shape, and what is none.

import { expect, test, type Person } from "../../support/people.ts";
import { picture } from "../../support/pictures.ts";

async function compose({ page, words }: Person) {
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await expect(page.getByLabel(words.momentText)).toBeVisible();
}

/** What a spreadsheet puts on the clipboard: its text, the same as HTML, and a picture of it. */
interface Clip {
  text?: string;
  html?: string;
  png: number[];
}

const clip = (text: string): Clip => {
  return { text, html: `<table>${text}</table>`, png: [...picture(9)] };
};

/** Pastes into the element that has the focus. Returns whether the browser may paste the text. */
async function paste({ page }: Person, clip: Clip): Promise<boolean> {
  return page.evaluate(({ text, html, png }) => {
    const data = new DataTransfer();
    if (text) data.setData("text/plain", text);
    if (html) data.setData("text/html", html);
    data.items.add(new File([new Uint8Array(png)], "image.png", { type: "image/png" }));
    const reach = { bubbles: true, cancelable: true };
    const event = new ClipboardEvent("paste", { clipboardData: data, ...reach });
    return document.activeElement?.dispatchEvent(event) ?? false;
  }, clip);
}

test("text that comes with a picture of itself is pasted as text, a picture alone as a photo", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await compose(fang);
  const tiles = page.locator(".photo-tile");
  for (const field of [page.getByLabel(words.momentText), page.getByLabel(words.place)]) {
    await field.focus();
    expect(await paste(fang, clip("A1\tB1")), "the browser pastes the text").toBe(true);
    await expect(tiles).toHaveCount(0);
  }
  await page.getByLabel(words.momentText).focus();
  expect(await paste(fang, { html: "<img>", png: [...picture(9)] })).toBe(false);
  await expect(tiles).toHaveCount(1);
  await page.getByRole("button", { name: words.describePhoto(1), exact: true }).click();
  await page.getByRole("textbox", { name: words.describePhoto(1) }).focus();
  expect(await paste(fang, clip("a table"))).toBe(true);
  await expect(tiles).toHaveCount(1);
});

for (const language of ["en", "zh"] as const) {
  test(`a file that is no picture is named, and a drop never leaves the page (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const { page, words } = fang;
    await compose(fang);
    const files = [
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("hello") },
      { name: "sky.png", mimeType: "image/png", buffer: picture(200) },
    ];
    await page.locator("input[type=file]").setInputFiles(files);
    const alert = page.getByRole("alert");
    await expect(alert.filter({ hasText: words.noPhotos("notes.txt") })).toBeVisible();
    await expect(page.locator(".photo-tile")).toHaveCount(1);
    for (const place of [".composer", "body"]) {
      const isLeftToTheBrowser = await page.evaluate((place) => {
        const data = new DataTransfer();
        data.items.add(new File(["hello"], "more.txt", { type: "text/plain" }));
        const reach = { bubbles: true, cancelable: true };
        const event = new DragEvent("drop", { dataTransfer: data, ...reach });
        return document.querySelector(place)!.dispatchEvent(event);
      }, place);
      expect(isLeftToTheBrowser, place).toBe(false);
    }
    await expect(alert.filter({ hasText: words.noPhotos("more.txt") })).toBeVisible();
  });
}

test("an empty moment's message goes when a photo comes, and an unreadable file offers no retry", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/422/);
  await compose(fang);
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByText("Write something first.")).toBeVisible();
  const broken = { name: "broken.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") };
  await page.locator("input[type=file]").setInputFiles([broken]);
  await expect(page.getByText("Write something first.")).toBeHidden();
  await expect(page.getByText(words.photoUnreadable)).toBeVisible();
  await expect(page.getByRole("button", { name: words.retry })).toHaveCount(0);
});

test("a description that is too long says by how much, in characters as people count them", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await compose(fang);
  const sky = { name: "sky.png", mimeType: "image/png", buffer: picture(200) };
  await page.locator("input[type=file]").setInputFiles([sky]);
  await page.getByRole("button", { name: words.describePhoto(1), exact: true }).click();
  const field = page.getByRole("textbox", { name: words.describePhoto(1) });
  await field.fill("👩‍👩‍👧".repeat(1500));
  await expect(page.getByText(/over the limit/)).toHaveCount(0);
  await field.fill("x".repeat(2000));
  await expect(field).toHaveValue("x".repeat(2000));
  await expect(page.getByText("500 over the limit")).toBeVisible();
});

test("where the browser gives back noise instead of what was drawn, the file itself is sent", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await page.addInitScript(() => {
    const toBlob = HTMLCanvasElement.prototype.toBlob;
    HTMLCanvasElement.prototype.toBlob = function (...rest) {
      const context = this.getContext("2d")!;
      context.fillStyle = "#fff";
      context.fillRect(0, 0, this.width, this.height);
      toBlob.apply(this, rest);
    };
  });
  await compose(fang);
  const sent = page.waitForRequest("**/api/v1/photos");
  const sky = picture(200);
  await page.locator("input[type=file]")
    .setInputFiles([{ name: "sky.png", mimeType: "image/png", buffer: sky }]);
  const headers = await (await sent).allHeaders();
  expect(headers["content-type"]).toBe("image/png");
  expect(headers["content-length"], "the file as it was").toBe(String(sky.length));
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByRole("article", { name: "Fang" }).locator(".photo img")).toHaveCount(1);
});

test("a screenshot of a long chat stays readable, and the viewer scrolls it", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await compose(fang);
  await page.locator("input[type=file]").setInputFiles([
    { name: "chat.png", mimeType: "image/png", buffer: picture(100, 720, 7000) },
  ]);
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 20_000 });
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await page.getByRole("button", { name: words.openPhoto(1, 1) }).click();
  const image = page.locator("dialog.lightbox img");
  await expect.poll(() => image.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(720);
  const box = await image.boundingBox();
  expect(box?.width, "as wide as the screen").toBe(390);
  expect(box?.height ?? 0, "and scrolled").toBeGreaterThan(3000);
  await page.mouse.move(200, 400);
  await page.mouse.wheel(0, 2000);
  await expect.poll(async () => (await image.boundingBox())?.y ?? 0).toBeLessThan(-1000);
});
