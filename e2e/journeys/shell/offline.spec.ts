// What was last seen: at once, without a connection, gone with the session. New versions.

import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";

import { expect, test, type Person } from "../../support/people.ts";
import { picture, pictures } from "../../support/pictures.ts";
import { Server, serverGone } from "../../support/server.ts";

const ready = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    // The photos of the first screen come before the worker does.
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => (navigator.serviceWorker.oncontrollerchange = done));
    }
  });

const keptCaches = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("kept-")));

/** Everything that is kept, as one text. */
const keptTexts = (page: Page) =>
  page.evaluate(async () => {
    const texts = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (request.url.includes("/api/")) texts.push(await (await cache.match(request))!.text());
      }
    }
    return texts.join("\n");
  });

const keptAddresses = (page: Page) =>
  page.evaluate(async () => {
    const addresses = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      addresses.push(...requests.map((request) => request.url));
    }
    return addresses.join("\n");
  });

const isLoaded = (photo: { evaluate: Function }) =>
  photo.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 1);

/** The addresses of what is left to the service worker. */
const keptLetters = (page: Page) =>
  page.evaluate(async () => {
    const requests = await (await caches.open("letters")).keys();
    return requests.map(({ url }) => url);
  });

async function postPhoto(person: Person, text: string) {
  const headers = { "x-life-circle": "1", "idempotency-key": randomUUID() };
  const uploaded = await person.request.post("/api/v1/photos", { headers, data: picture(200) });
  const photo = { id: (await uploaded.json()).id, alt: "a blue day" };
  return person.call("POST", "/moments", { text, photos: [photo] });
}

test("what was last seen is read without a server, and what is written then is sent once", async ({ circle }) => {
  test.setTimeout(90_000);
  const server = await Server.start();
  const options = { baseURL: server.url, hasWorker: true };
  const fang = await circle.join("Fang", options);
  const lei = await circle.join("Lei", { baseURL: server.url });
  const { page, words } = fang;
  fang.expectErrors(...serverGone);
  await fang.befriend(lei);
  const { id } = await postPhoto(lei, "by the lake");
  await lei.call("POST", `/moments/${id}/comments`, { text: "who comes along?" });

  await fang.visitWhole("/circle");
  await ready(page);
  // The photo that was on the screen before the worker came.
  await expect.poll(() => keptAddresses(page)).toContain("/photos/");
  for (const path of ["/friends", "/notifications"]) {
    await page.goto(path);
    await expect(page.getByText("Lei").first()).toBeVisible();
  }
  for (const path of [`/moments/${id}`, "/circle"]) {
    await page.goto(path);
    await expect(page.getByText("who comes along?")).toBeVisible();
  }
  await expect.poll(() => isLoaded(page.getByAltText("a blue day"))).toBe(true);
  await expect.poll(() => keptTexts(page)).toContain("who comes along?");
  await server.kill();

  await page.goto("/circle");
  const moment = page.getByRole("article", { name: "Lei" });
  await expect(moment.getByText("by the lake")).toBeVisible();
  await expect.poll(() => isLoaded(page.getByAltText("a blue day"))).toBe(true);
  await expect(page.getByText(words.lastUpdated)).toBeVisible();
  await page.getByRole("link", { name: words.friends, exact: true }).click();
  await expect(page.getByRole("link", { name: "Lei" }).first()).toBeVisible();
  await page.goto(`/moments/${id}`);
  await expect(page.getByText("who comes along?")).toBeVisible();

  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("from the tunnel");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await page.reload();
  await expect(page.getByText("from the tunnel")).toBeVisible();

  await server.startAgain();
  await expect(page.getByText(words.lastUpdated)).toBeHidden({ timeout: 40_000 });
  const album = () => fang.call("GET", `/people/${fang.handle}/moments`);
  await expect.poll(async () => (await album()).items.length, { timeout: 40_000 }).toBe(1);
  await server.kill();
});

test("the feed stands as it was last seen, and what is new waits above it without moving it", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  await fang.befriend(lei);
  await lei.post("an older word");
  await page.goto("/circle");
  const older = page.getByText("an older word");
  await expect(older).toBeVisible();
  await lei.post("a newer word");
  const feed = await fang.hold("**/api/v1/feed*");
  await page.reload();
  await expect(older).toBeVisible();
  const before = await older.boundingBox();
  expect(feed.sent()).toBeGreaterThan(0);
  feed.letGo();
  const pill = page.getByRole("button", { name: words.newMoments(1) });
  await expect(pill).toBeVisible();
  expect(await older.boundingBox()).toEqual(before);
  await pill.click();
  await expect(page.getByText("a newer word")).toBeVisible();
});

test("signing out leaves nothing of what was seen in the browser", async ({ circle }) => {
  const fang = await circle.join("Fang", { hasWorker: true });
  const { page, words } = fang;
  await postPhoto(fang, "mine alone");
  await page.goto("/circle");
  await ready(page);
  await page.reload();
  await expect.poll(() => isLoaded(page.getByAltText("a blue day"))).toBe(true);
  expect(await keptCaches(page)).toHaveLength(1);
  await page.goto("/me");
  await page.getByRole("button", { name: words.signOut, exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => keptCaches(page)).toEqual([]);
  // What was written has its own journey, in `moments/tabs.spec.ts`.
  const left = await page.evaluate(async () => {
    const stored = Object.entries({ ...localStorage, ...sessionStorage }).join("\n");
    const texts = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(request.url);
    }
    return { stored, texts: texts.join("\n") };
  });
  expect(left.stored).not.toContain(fang.handle);
  expect(left.stored).not.toContain("signed-in");
  expect(left.texts).not.toContain("/api/");
});

test("a session that was ended elsewhere takes what this browser kept with it", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page } = fang;
  fang.expectErrors(/401/);
  await fang.post("a word of mine");
  await page.goto("/circle");
  await expect(page.getByText("a word of mine")).toBeVisible();
  await expect.poll(() => keptCaches(page)).toHaveLength(1);
  await page.goto("about:blank");
  await page.context().clearCookies();
  await page.goto("/circle");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => keptCaches(page)).toEqual([]);
  await expect(page.getByText("a word of mine")).toHaveCount(0);
});

test("a new version of the page is offered, and comes when somebody wants it", async ({ circle }) => {
  test.setTimeout(90_000);
  const folder = mkdtempSync(join(tmpdir(), "life-circle-page-"));
  cpSync(process.env.LIFE_CIRCLE_PAGE ?? "../dist", folder, { recursive: true });
  const server = await Server.start("--page", folder);
  const fang = await circle.join("Fang", { baseURL: server.url, hasWorker: true });
  const { page, words } = fang;
  fang.expectErrors(...serverGone);
  await fang.visitWhole("/circle");
  await ready(page);
  await server.kill();
  const worker = join(folder, "service-worker.js");
  const next = readFileSync(worker, "utf8").replace(/VERSION = "\w+"/, 'VERSION = "next"');
  writeFileSync(worker, next);
  rmSync(`${worker}.br`, { force: true });
  await server.startAgain();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByText(words.versionWaits)).toBeVisible({ timeout: 20_000 });
  const again = page.waitForEvent("load");
  await page.getByRole("button", { name: words.update }).click();
  await again;
  await expect(page.getByRole("button", { name: words.sharePrompt })).toBeVisible();
  const versions = await page.evaluate(() => caches.keys());
  expect(versions).toContain("page-next");
  await server.kill();
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

test("what is gone doesn't come back from what was kept, and what is mine is kept, too", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  fang.expectErrors(/404/, /ERR_FAILED/);
  await fang.befriend(lei);
  const gone = await lei.post("a word too much");
  await page.goto("/circle");
  await expect(page.getByText("a word too much")).toBeVisible();
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("a word of mine");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect.poll(() => keptTexts(page), { timeout: 20_000 }).toContain("a word of mine");
  await lei.call("PUT", `/moments/${gone}/deleted`, { deleted: true });
  await page.goto(`/moments/${gone}`);
  await expect(page.getByText(words.momentGone)).toBeVisible();
  await page.route("**/api/v1/**", (route) => route.abort());
  await page.goto("/circle");
  await expect(page.getByText("a word of mine")).toBeVisible();
  await expect(page.getByText(words.lastUpdated)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("a word too much")).toBeHidden();
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
