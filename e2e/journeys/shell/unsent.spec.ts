// What is written without a connection, or comes from another app: kept, sent once, taken back.

import type { Page } from "@playwright/test";
import { expect, test } from "../../support/people.ts";
import { pictures } from "../../support/pictures.ts";
import { Server, serverGone } from "../../support/server.ts";
import { ready } from "../../support/worker.ts";

/** The addresses of what is left to the service worker. */
const keptLetters = (page: Page) =>
  page.evaluate(async () => {
    const requests = await (await caches.open("letters")).keys();
    return requests.map(({ url }) => url);
  });

/** How many photos this browser keeps until they are sent. */
const keptPhotos = (page: Page) =>
  page.evaluate(async () => {
    // Whoever opens a database that isn't there makes an empty one.
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === "life-circle")) return 0;
    return new Promise<number>((resolve) => {
      const opening = indexedDB.open("life-circle");
      opening.onsuccess = () => {
        const counting = opening.result.transaction("photos").objectStore("photos").count();
        counting.onsuccess = () => resolve(counting.result);
      };
    });
  });

test("a like without a connection is sent when the page is opened again", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/);
  await fang.befriend(lei);
  const moment = await lei.post("like me");
  await page.goto("/circle");
  const like = page.getByRole("button", { name: words.like, exact: true });
  await expect(like).toBeVisible();
  await page.route("**/api/v1/**", (route) => route.abort());
  await like.click();
  await expect(page.getByText(words.likeWaits)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: words.liked })).toBeVisible();
  await page.unroute("**/api/v1/**");
  await page.reload();
  const likes = async () => (await lei.call("GET", `/moments/${moment}`)).likes.count;
  await expect.poll(likes).toBe(1);
  const kept = () => page.evaluate(() => Object.keys(localStorage).join());
  await expect.poll(kept).not.toContain("like-");
});

test("a like that waits doesn't come back after it is taken back", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/);
  await fang.befriend(lei);
  const moment = await lei.post("like me");
  await page.clock.install();
  await page.goto("/circle");
  const like = page.getByRole("button", { name: words.like, exact: true });
  await expect(like).toBeVisible();
  await page.route("**/api/v1/**", (route) => route.abort());
  // Before the page looks for likes that its forerunner couldn't send, if it is quick enough.
  await like.click();
  const liked = page.getByRole("button", { name: words.liked });
  await expect(liked).toBeVisible();
  await expect(async () => {
    await page.clock.runFor(1000);
    await expect(page.getByText(words.likeWaits)).toBeVisible({ timeout: 100 });
  }).toPass();
  await page.unroute("**/api/v1/**");
  const wishes: boolean[] = [];
  await page.route("**/like", (route) => {
    wishes.push(route.request().postDataJSON().liked);
    return route.continue();
  });
  await liked.click();
  await expect.poll(() => wishes.length).toBeGreaterThan(0);
  await page.clock.runFor(60_000);
  await expect.poll(() => wishes.length).toBeGreaterThan(1);
  expect(wishes.at(-1)).toBe(false);
  expect((await lei.call("GET", `/moments/${moment}`)).likes.count).toBe(0);
});

test("what another app shares stands in the composer, also without a server", async ({ circle }) => {
  test.setTimeout(60_000);
  const server = await Server.start();
  const fang = await circle.join("Fang", { baseURL: server.url, hasWorker: true });
  const { page, words } = fang;
  fang.expectErrors(...serverGone);
  await fang.visitWhole("/circle");
  await ready(page);
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("begun before");
  await page.keyboard.press("Escape");
  await server.kill();

  // As the system does it: the browser sends a form that isn't the page's.
  const form = `<form method="post" enctype="multipart/form-data" action="${server.url}/share">
    <input name="title" value="Ten lakes"><input name="text" value="Ten lakes">
    <input name="url" value="https://example.com/lakes">
    <input name="photos" type="file" multiple><button>Send</button></form>`;
  await page.route("**/form-of-the-system", (route) =>
    route.fulfill({ contentType: "text/html", body: form }));
  await page.goto("http://system.example/form-of-the-system");
  await page.locator("input[type=file]").setInputFiles(pictures(2));
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page).toHaveURL(`${server.url}/circle`);
  const text = page.getByLabel(words.momentText);
  // Any site could send such a form: nothing is added before a tap.
  const note = page.getByRole("region", { name: words.shared });
  await expect(note).toContainText("Ten lakes");
  await expect(text).toHaveValue("begun before");
  await expect(page.locator(".photo-tile")).toHaveCount(0);
  await note.getByRole("button", { name: words.addShared }).click();
  await expect(text).toHaveValue("begun before\nTen lakes\nhttps://example.com/lakes");
  await expect(page.locator(".photo-tile img[src^='blob:']")).toHaveCount(2);
  await expect(note).toBeHidden();
  await expect.poll(() => page.evaluate(() => caches.keys())).not.toContain("shared");

  await expect.poll(() => keptPhotos(page)).toBe(2);

  // It isn't taken up twice.
  await page.reload();
  await expect(page.getByRole("button", { name: words.sharePrompt })).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await expect(text).toHaveValue("begun before\nTen lakes\nhttps://example.com/lakes");
  await server.startAgain();
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  const album = async () => (await fang.call("GET", `/people/${fang.handle}/moments`)).items;
  await expect.poll(async () => (await album()).map((m: { photos: [] }) => m.photos.length),
    { timeout: 20_000 }).toEqual([2]);
  await server.kill();
});

test("what waits is sent when the last tab is closed, and once", async ({ circle }) => {
  test.setTimeout(90_000);
  const server = await Server.start();
  const fang = await circle.join("Fang", { baseURL: server.url, hasWorker: true });
  const { page, words } = fang;
  fang.expectErrors(...serverGone);
  const theirs = await fang.post("for a comment");
  await fang.visitWhole("/circle");
  await ready(page);
  await server.kill();
  // A text that looks like the place of a photo in the letter.
  const text = 'from the "id":"-1" tunnel';
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill(text);
  await page.locator("input[type=file]").setInputFiles(pictures(2));
  await expect(page.locator(".photo-tile img[src^='blob:']")).toHaveCount(2);
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  const card = page.getByRole("article", { name: "Fang" }).filter({ hasText: "for a comment" });
  await card.getByRole("button", { name: words.comment, exact: true }).click();
  await card.getByRole("textbox").fill("after it");
  await card.getByRole("textbox").press("Enter");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("taken back");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect.poll(() => keptLetters(page), { timeout: 40_000 }).toHaveLength(3);
  const waits = page.locator(".outgoing").filter({ hasText: "taken back" });
  const discard = waits.getByRole("button", { name: new RegExp(words.discard) });
  await discard.click();
  // A double tap is one tap.
  await expect(async () => {
    await discard.click({ timeout: 1000 });
    await expect(waits).toHaveCount(0, { timeout: 700 });
  }).toPass();
  await expect.poll(() => keptLetters(page)).toHaveLength(2);

  // The browser wakes the worker when the network is back.
  const tags = () =>
    page.evaluate(async () => ((await navigator.serviceWorker.ready) as any).sync.getTags());
  await expect.poll(tags).toEqual(["letters"]);
  const other = await page.context().newPage();
  const session = await page.context().newCDPSession(other);
  const registered = new Promise<string>((resolve) =>
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(server.url));
      if (own) resolve(own.registrationId);
    }));
  await session.send("ServiceWorker.enable");
  const wake = { origin: server.url, registrationId: await registered, tag: "letters" };
  await page.close();
  await server.startAgain();
  await session.send("ServiceWorker.dispatchSyncEvent", { ...wake, lastChance: false });
  type Posted = { text: string; photos?: object[] };
  const album = async () => {
    const { items } = await fang.call("GET", `/people/${fang.handle}/moments`);
    return items.map(({ text, photos }: Posted) => [text, photos?.length ?? 0]);
  };
  await expect.poll(album, { timeout: 20_000 }).toEqual([[text, 2], ["for a comment", 0]]);
  const comments = async () => (await fang.call("GET", `/moments/${theirs}/comments`)).items;
  await expect.poll(async () => (await comments()).length).toBe(1);

  // The page that is opened next has nothing to send, and sends nothing twice.
  await other.goto("/circle");
  const waiting = () =>
    other.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("letter-")));
  await expect.poll(waiting, { timeout: 20_000 }).toEqual([]);
  expect(await keptLetters(other)).toEqual([]);
  expect(await album()).toEqual([[text, 2], ["for a comment", 0]]);
  expect(await comments()).toHaveLength(1);
  await server.kill();
});
