// What was last seen: at once, without a connection, gone with the session. New versions.

import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";

import { expect, test, type Person } from "../../support/people.ts";
import { picture } from "../../support/pictures.ts";
import { Server, serverGone } from "../../support/server.ts";
import { ready } from "../../support/worker.ts";

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
