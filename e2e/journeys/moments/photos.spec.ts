// Photos, from the file to the friend's screen.

import { expect, test, type Person } from "../../support/people.ts";
import { picture, pictures } from "../../support/pictures.ts";

async function compose(person: Person) {
  await person.page.goto("/circle");
  await person.page.getByRole("button", { name: person.words.sharePrompt }).click();
  await expect(person.page.getByLabel(person.words.momentText)).toBeVisible();
}

const dialog = (person: Person) =>
  person.page.getByRole("dialog", { name: person.words.newMoment });

for (const language of ["en", "zh"] as const) {
  test(`nine photos reach a friend in the chosen order, though one upload is cut (${language})`, async ({ circle }) => {
    const [fang, lei] = [
      await circle.join("Fang", { language }),
      await circle.join("Lei", { language }),
    ];
    await fang.befriend(lei);
    const { page, words } = fang;
    fang.expectErrors(/ERR_FAILED/, /Failed to load resource/);
    await compose(fang);
    let uploads = 0;
    await page.route("**/api/v1/photos", (route) => {
      uploads += 1;
      return uploads === 3 ? route.abort() : route.continue();
    });
    await page.locator("input[type=file]").setInputFiles(pictures(10));
    await expect(page.getByText(words.photosLeftOut(1))).toBeVisible();
    await expect(page.locator(".photo-tile")).toHaveCount(9);
    await page.getByRole("button", { name: words.retry }).click();
    await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
    await expect(page.locator(".photo-failure")).toHaveCount(0);
    // The keyboard moves the first photo after the second.
    await page.getByRole("button", { name: words.movePhoto(1, 9) }).press("ArrowRight");
    await page.getByRole("button", { name: words.describePhoto(1), exact: true }).click();
    await page.getByRole("textbox", { name: words.describePhoto(1) }).fill("the second sky");
    await dialog(fang).getByRole("button", { name: words.share }).click();
    await expect(page.getByRole("article", { name: "Fang" }).locator(".photo img")).toHaveCount(9);
    expect(uploads, "each once, and the cut one again").toBe(10);

    await lei.page.goto("/circle");
    const moment = lei.page.getByRole("article", { name: "Fang" });
    await expect(moment.locator(".photo img")).toHaveCount(9);
    await expect(moment.getByRole("button", { name: "the second sky" })).toBeVisible();
    const loaded = (image: HTMLImageElement) => image.naturalWidth;
    await expect.poll(() => moment.locator(".photo img").first().evaluate(loaded))
      .toBeGreaterThan(0);
    const sizes = await moment.locator(".photo").evaluateAll((photos) =>
      photos.map((photo) => Math.round(photo.getBoundingClientRect().width)),
    );
    expect(new Set(sizes).size, "nine squares").toBe(1);
  });
}

test("a photo is zoomed by keyboard, and Back closes it on the same screen", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await compose(fang);
  await page.locator("input[type=file]").setInputFiles(pictures(3));
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
  await dialog(fang).getByRole("button", { name: words.share }).click();
  await page.getByRole("button", { name: words.openPhoto(2, 3) }).click();
  const lightbox = page.locator("dialog.lightbox");
  await expect(lightbox).toBeVisible();
  await expect(lightbox.getByText("2 / 3")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(lightbox.getByText("3 / 3")).toBeVisible();
  await page.keyboard.press("+");
  await expect(lightbox.locator("[data-state=zoomed]")).toBeVisible();
  await page.keyboard.press("0");
  await expect(lightbox.locator("[data-state=whole]")).toBeVisible();
  await page.goBack();
  await expect(lightbox).toBeHidden();
  await expect(page).toHaveURL(/\/circle$/);
  await page.getByRole("button", { name: words.openPhoto(1, 3) }).click();
  await page.keyboard.press("Escape");
  await expect(lightbox).toBeHidden();
  await expect(page.getByRole("article", { name: "Fang" })).toBeVisible();
});

test("a photo that doesn't come is never shown as broken, and is asked for again", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/, /Failed to load resource/);
  await compose(fang);
  await page.locator("input[type=file]").setInputFiles(pictures(1));
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
  await dialog(fang).getByRole("button", { name: words.share }).click();
  const photo = page.getByRole("button", { name: words.openPhoto(1, 1) }).locator("img");
  await expect(photo).toBeVisible();
  await page.route("**/api/v1/photos/**", (route) => route.abort());
  await page.reload();
  await expect(photo).toHaveAttribute("data-failed");
  expect(await photo.evaluate((image: HTMLImageElement) => image.src)).toMatch(/^data:/);
  await page.unroute("**/api/v1/photos/**");
  await expect(photo).not.toHaveAttribute("data-failed");
  expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});

test("photos chosen without a network outlive the page and are sent once later", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/, /Failed to load resource/);
  await compose(fang);
  await page.route("**/api/v1/photos", (route) => route.abort());
  await page.route("**/api/v1/moments", (route) => route.abort());
  await page.locator("input[type=file]").setInputFiles(pictures(2));
  await expect(page.getByRole("button", { name: words.retry })).toHaveCount(2);
  await page.getByLabel(words.momentText).fill("from the tunnel");
  await dialog(fang).getByRole("button", { name: words.share }).click();
  await expect(page.getByText(words.tryingAgain)).toBeVisible();
  await page.reload();
  await expect(page.getByText("from the tunnel")).toBeVisible();
  await page.unroute("**/api/v1/photos");
  await page.unroute("**/api/v1/moments");
  await expect(page.getByRole("article", { name: "Fang" }).locator(".photo img"))
    .toHaveCount(2, { timeout: 20_000 });
  const album = await fang.call("GET", `/people/${fang.handle}/moments`);
  expect(album.items.map((moment: { photos: object[] }) => moment.photos.length)).toEqual([2]);
});

test("a file that is no picture is refused, and a moment is kept when the form is closed", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/422/);
  await compose(fang);
  await page.locator("input[type=file]").setInputFiles([
    { name: "broken.png", mimeType: "image/png", buffer: Buffer.from("this is no picture at all") },
    { name: "good.png", mimeType: "image/png", buffer: picture(200) },
  ]);
  await expect(page.getByText(words.photoUnreadable)).toBeVisible();
  await dialog(fang).getByRole("button", { name: words.share }).click();
  await expect(page.getByText(words.photoUnreadable), "at the text, too: nothing is sent")
    .toHaveCount(2);
  await page.getByRole("button", { name: words.removePhoto(1) }).click();
  await expect(page.locator(".photo-tile")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.reload();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await expect(page.locator(".photo-tile img")).toHaveCount(1);
  await dialog(fang).getByRole("button", { name: words.share }).click();
  await expect(page.getByRole("article", { name: "Fang" }).locator(".photo img")).toHaveCount(1);
});

test("a picture and a line about me are seen by friends", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  await fang.post("hello");
  const { page, words } = fang;
  await page.goto("/me");
  await page.getByRole("button", { name: words.editProfile }).click();
  const upload = await fang.hold("**/api/v1/photos");
  await page.locator("input[type=file]").first().setInputFiles([
    { name: "me.png", mimeType: "image/png", buffer: picture(100) },
  ]);
  await expect(
    page.getByRole("button", { name: words.save }),
    "the photo that is uploading would be left out",
  ).toBeDisabled();
  await page.keyboard.press("Escape");
  upload.letGo();
  await page.getByRole("button", { name: words.editProfile }).click();
  await expect(page.locator(".profile-picture img")).toHaveCount(1);
  await page.getByLabel(words.about).fill("on the road");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: words.editProfile }).click();
  await expect(page.getByLabel(words.about), "closed by mistake").toHaveValue("on the road");
  await page.getByRole("button", { name: words.save }).click();
  await expect(page.locator(".profile .avatar img")).toBeVisible();
  await lei.page.goto(`/people/${fang.handle}`);
  await expect(lei.page.getByText("on the road")).toBeVisible();
  const loaded = (image: HTMLImageElement) => image.naturalWidth;
  await expect.poll(() => lei.page.locator(".profile .avatar img").evaluate(loaded))
    .toBeGreaterThan(0);
});

test("photos that the server has deleted meanwhile are sent again", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/422/);
  await compose(fang);
  let uploads = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/v1/photos")) uploads += 1;
  });
  await page.locator("input[type=file]").setInputFiles(pictures(2));
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
  // This happens after more than a day: the first try to post doesn't find the photos.
  const gone = {
    status: 422,
    json: { error: { code: "photo_gone", message: "", request_id: "" } },
  };
  await page.route("**/api/v1/moments", (route) => route.fulfill(gone), { times: 1 });
  await dialog(fang).getByRole("button", { name: words.share }).click();
  const sent = page.getByRole("article", { name: "Fang" }).locator(".photo img");
  // Both are uploaded again first, which takes its time on a busy machine.
  await expect(sent).toHaveCount(2, { timeout: 20_000 });
  expect(uploads).toBe(4);
});

test("a moment that the server refuses comes back into the form, with its photos", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/422/);
  await compose(fang);
  await page.locator("input[type=file]").setInputFiles(pictures(1));
  await page.getByLabel(words.momentText).fill("not like this");
  const refused = {
    status: 422,
    json: { error: { code: "text_too_long", message: "", request_id: "" } },
  };
  await page.route("**/api/v1/moments", (route) => route.fulfill(refused), { times: 1 });
  await dialog(fang).getByRole("button", { name: words.share }).click();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("begun meanwhile");
  await page.getByRole("textbox", { name: words.place }).fill("West Lake");
  await page.keyboard.press("Escape");
  await page.locator(".outgoing").getByRole("button", { name: words.edit, exact: true }).click();
  await expect(page.getByLabel(words.momentText)).toHaveValue("not like this");
  await expect(page.getByRole("textbox", { name: words.place })).toHaveValue("");
  await expect(page.locator(".photo-tile img")).toHaveCount(1);
  await page.getByLabel(words.momentText).fill("like this");
  await dialog(fang).getByRole("button", { name: words.share }).click();
  const moment = page.getByRole("article", { name: "Fang" });
  await expect(moment.getByText("like this")).toBeVisible();
  await expect(moment.locator(".photo img")).toHaveCount(1);
  await compose(fang);
  const drafts = page.getByRole("region", { name: words.drafts });
  await expect(drafts, "the other one is kept").toContainText("begun meanwhile");
  await page.keyboard.press("Escape");

  await page.route("**/api/v1/moments", (route) => route.fulfill(refused), { times: 1 });
  await compose(fang);
  await page.getByLabel(words.momentText).fill("nor like that");
  await dialog(fang).getByRole("button", { name: words.share }).click();
  await page.getByRole("button", { name: words.discard }).click();
  await expect(page.getByText("nor like that"), "one tap only asks").toBeVisible();
  await fang.aMomentLater();
  await page.getByRole("button", { name: words.deleteSure }).click();
  await expect(page.getByText("nor like that")).toBeHidden();
});

test("the composer with photos and a topic doesn't move sideways, and cuts nothing off", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  await compose(fang);
  await page.locator("input[type=file]").setInputFiles(pictures(9));
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
  await page.getByLabel(words.momentText).fill("#tea# ");
  const body = page.locator(".composer-body");
  expect(await body.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  const cut = await body.evaluate((box) => {
    const room = box.getBoundingClientRect();
    return [...box.querySelectorAll("button:not([hidden])")]
      .map((button) => button.getBoundingClientRect())
      .filter((at) => at.width > 0 && (at.left < room.left || at.right > room.right)).length;
  });
  expect(cut, "buttons at the edges").toBe(0);
});
