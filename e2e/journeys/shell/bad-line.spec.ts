// What stands between page and server: proxies, sign-in pages of networks, silence, wrong clocks.

import { expect, test } from "../../support/people.ts";

test("what stands in between is not taken for the server, and a moment is sent once in the end", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/429/, /408/, /502/);
  const html = { contentType: "text/html", body: "<html>Please wait</html>" };
  const answers = [429, 408, 200, 502];
  await page.route("**/api/v1/moments", async (route) => {
    const status = answers.shift();
    if (status) await route.fulfill({ status, ...html });
    else await route.continue();
  });
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("through the hotel's network");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect(page.getByText(words.tryingAgain)).toBeVisible();
  const card = page.getByRole("article", { name: "Fang" });
  const posted = card.getByRole("button", { name: words.comment, exact: true });
  await expect(posted).toHaveCount(1, { timeout: 40_000 });
  await expect(page.getByText(words.tryingAgain)).toBeHidden();
  expect(answers).toEqual([]);
  const album = await fang.call("GET", `/people/${fang.handle}/moments`);
  expect(album.items).toHaveLength(1);
});

test("a request that is never answered is given up and sent again, and takes effect once", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/ERR_ABORTED|ERR_FAILED/);
  await page.clock.install();
  let requests = 0;
  await page.route("**/api/v1/moments", async (route) => {
    requests += 1;
    // The server has it, but its answer never comes.
    if (requests === 1) await route.fetch();
    else await route.continue();
  });
  await page.goto("/circle");
  await page.getByRole("button", { name: words.sharePrompt }).click();
  await page.getByLabel(words.momentText).fill("into the silence");
  await page.getByRole("dialog").getByRole("button", { name: words.share }).click();
  await expect.poll(() => requests).toBe(1);
  await expect.poll(async () => {
    await page.clock.runFor(10_000);
    return requests;
  }, { timeout: 20_000 }).toBe(2);
  await expect(page.getByText(words.tryingAgain)).toBeHidden();
  const album = await fang.call("GET", `/people/${fang.handle}/moments`);
  expect(album.items).toHaveLength(1);
});

for (const minutes of [20, -20, 24 * 60]) {
  test(`a clock that is wrong by ${minutes} minutes changes nothing that is shown`, async ({ circle }) => {
    const fang = await circle.join("Fang");
    const { page, words } = fang;
    await fang.post("hello");
    await page.clock.setFixedTime(Date.now() + minutes * 60_000);
    await page.goto("/circle");
    const moment = page.getByRole("article", { name: "Fang" });
    await expect(moment.getByText(words.justNow)).toBeVisible();
    await expect(moment.getByRole("button", { name: words.edit, exact: true })).toBeVisible();
  });
}

test("a server that is back within three seconds goes unnoticed", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/, /503/);
  await fang.post("hello");
  await page.goto("/circle");
  const moment = page.getByRole("article", { name: "Fang" });
  const like = moment.getByRole("button", { name: words.like }).first();
  await expect(like).toBeVisible();
  await page.evaluate(() => {
    const said: string[] = Object.assign(window, { said: [] }).said;
    new MutationObserver(() => {
      for (const note of document.querySelectorAll("[role=alert], [role=status], .toast")) {
        if (note.textContent?.trim()) said.push(note.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  let requests = 0;
  await page.route("**/api/v1/**", (route) => {
    requests += 1;
    return requests % 2 ? route.abort() : route.fulfill({ status: 503, body: "restarting" });
  });
  await like.click();
  await expect.poll(() => requests).toBeGreaterThan(1);
  await page.unroute("**/api/v1/**");
  await expect.poll(async () => (await fang.call("GET", "/feed")).items[0].moment.likes.count)
    .toBe(1);
  await expect(like).toHaveAttribute("aria-pressed", "true");
  expect(await page.evaluate(() => (window as any).said)).toEqual([]);
});

test("without a network a screen says so once, and one button asks for all of it", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const lei = await circle.join("Lei");
  await fang.befriend(lei);
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/);
  await page.goto("/me");
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.route("**/api/v1/**", (route) => route.abort());
  await page.getByRole("navigation").first().getByRole("link", { name: words.friends }).click();
  const notes = page.locator(".error-note");
  await expect(notes, "of friends, requests to and by me, suggestions")
    .toHaveCount(4, { timeout: 15_000 });
  await expect(notes.filter({ visible: true })).toHaveCount(1);
  await page.unroute("**/api/v1/**");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await notes.filter({ visible: true }).getByRole("button", { name: words.tryAgain }).click();
  await expect(page.getByRole("link", { name: "Lei" })).toBeVisible();
  await expect(notes).toHaveCount(0);
  for (const path of ["/api/v1/friends", "/api/v1/friend-requests"]) expect(asked).toContain(path);
});

test("a screen that failed comes by itself when the server is back", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/, /503/);
  await fang.visitWhole("/circle");
  await page.route("**/api/v1/**", (route) => route.fulfill({ status: 503, body: "restarting" }));
  const tab = page.getByRole("navigation").first().getByRole("link", { name: words.notifications });
  await tab.click();
  await expect(page.locator(".error-note")).toBeVisible({ timeout: 15_000 });
  await page.unroute("**/api/v1/**");
  // As the line of events does when it is connected again.
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(page.locator(".error-note")).toHaveCount(0);
});

test("a like whose answers are lost stays, and is on the server", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const id = await fang.post("hello");
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/);
  await page.goto("/circle");
  const moment = page.getByRole("article", { name: "Fang" });
  await page.route("**/like", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await moment.getByRole("button", { name: words.like, exact: true }).click();
  await expect(page.getByText(words.likeWaits)).toBeVisible({ timeout: 15_000 });
  const liked = moment.getByRole("button", { name: words.liked });
  await expect(liked).toBeVisible();
  await page.unroute("**/like");
  await liked.click();
  await expect.poll(async () => (await fang.call("GET", `/moments/${id}`)).likes.count,
    { timeout: 30_000 }).toBe(0);
  await expect(moment.getByRole("button", { name: words.like, exact: true })).toBeVisible();
});

test("opening the circle reads one page ahead, and no further", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page } = fang;
  for (let number = 1; number <= 65; number += 1) await fang.post(`moment ${number}\n`.repeat(12));
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/\/api\/v1\/(feed(\?|$)|sessions\/current)/.test(request.url())) asked.push(request.url());
  });
  await page.goto("/circle");
  await expect(page.getByRole("article")).toHaveCount(40);
  // A third page would be asked for as soon as the second one is drawn and laid out.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame);
  });
  const paths = asked.map((url) => new URL(url).pathname + new URL(url).search.replace(/=.*/, ""));
  const expected = ["/api/v1/feed", "/api/v1/feed?cursor", "/api/v1/sessions/current"];
  expect(paths.sort()).toEqual(expected);
});
