// News comes by itself, and nothing moves while somebody reads.

import { expect, test, type Person } from "../../support/people.ts";
import { Server, serverGone } from "../../support/server.ts";

/** The event stream is loaded after the first screen. */
const soon = { timeout: 20_000 };

async function listening(person: Person, path = "/circle") {
  const opened = person.page.waitForRequest(/\/api\/v1\/events/, soon);
  await person.page.goto(path);
  await opened;
}

for (const language of ["en", "zh"] as const) {
  test(`a pill announces a friend's moment, and their reactions come by themselves (${language})`, async ({ circle }) => {
    const [fang, lei] = [await circle.join("Fang", { language }), await circle.join("Lei")];
    await fang.befriend(lei);
    const mine = await fang.post("mine");
    await listening(fang);
    const { page, words } = fang;
    await lei.post("hello from Lei");
    const pill = page.getByRole("button", { name: words.newMoments(1) });
    await expect(pill).toBeVisible();
    await expect(page.getByText("hello from Lei")).toBeHidden();
    await pill.click();
    await expect(page.getByRole("article", { name: "Lei" }).getByText("hello from Lei"))
      .toBeVisible();
    await expect(pill).toBeHidden();

    await lei.call("PUT", `/moments/${mine}/like`, { liked: true });
    await lei.call("POST", `/moments/${mine}/comments`, { text: "so live" });
    const moment = page.getByRole("article", { name: "Fang" });
    await expect(moment.getByText("so live")).toBeVisible();
    await expect(moment.locator(".like-line").getByRole("link", { name: "Lei" })).toBeVisible();
    await expect(page).toHaveTitle(/^\(3\) /);
    await page.getByRole("navigation").first()
      .getByRole("link", { name: words.notifications }).click();
    await expect(page.getByText("so live")).toBeVisible();
    await expect(page).not.toHaveTitle(/^\(/);

    await lei.call("PUT", `/moments/${mine}/like`, { liked: false });
    await page.getByRole("navigation").first().getByRole("link", { name: words.circle }).click();
    await expect(moment.locator(".like-line")).toBeHidden();
  });
}

test("a profile shows at once that its person asks, and becomes a friend", async ({ circle }) => {
  const [fang, lei, han] = [
    await circle.join("Fang"),
    await circle.join("Lei"),
    await circle.join("Han"),
  ];
  await lei.post("for friends of Lei");
  const { page, words } = fang;
  await listening(fang, `/people/${lei.handle}`);
  await page.getByRole("button", { name: words.addFriend("Lei") }).click();
  await page.getByRole("textbox", { name: words.message }).fill("still writing");
  const readAgain = page.waitForResponse(new RegExp(`/people/${lei.handle}$`), soon);
  await han.call("POST", "/friend-requests", { handle: fang.handle });
  await readAgain;
  await expect(page.getByRole("textbox", { name: words.message }), "another's request")
    .toHaveValue("still writing");
  await page.getByRole("button", { name: words.sendRequest }).click();
  await expect(page.getByText(words.requestSent)).toBeVisible();
  await lei.call("POST", "/friend-requests", { handle: fang.handle });
  await expect(page.getByText("for friends of Lei")).toBeVisible();

  await listening(lei, `/people/${han.handle}`);
  await han.call("POST", "/friend-requests", { handle: lei.handle });
  await expect(lei.page.getByRole("button", { name: words.acceptRequest("Han") })).toBeVisible();
});

test("hidden moments go and opened ones come while somebody reads, however far down", async ({ circle }) => {
  const [fang, lei, han] = [
    await circle.join("Fang"),
    await circle.join("Lei"),
    await circle.join("Han"),
  ];
  await han.post("older than all of them");
  await fang.befriend(lei);
  const last = await fang.post("the last");
  for (let index = 0; index < 25; index += 1) await fang.post(`number ${index}`);
  // The page asks for a hidden moment, and gets 404.
  lei.expectErrors(/404/);
  await listening(lei);
  const { page, words } = lei;
  const newest = page.getByText("number 24");
  await expect(newest).toBeVisible();
  const { items } = await fang.call("GET", `/people/${fang.handle}/moments?limit=1`);
  await fang.call("PUT", "/audience", { audience: "only_me", moments: [items[0].id] });
  await expect(newest).toBeHidden();
  const old = page.getByText("the last");
  await expect(async () => {
    await page.getByRole("article").last().scrollIntoViewIfNeeded();
    await expect(old).toBeVisible({ timeout: 500 });
  }).toPass(soon);
  await expect(page.getByRole("article"), "the next moments stand after the first ones")
    .toHaveCount(25);
  await old.scrollIntoViewIfNeeded();
  await fang.call("PUT", "/audience", { audience: "only_me", moments: [last] });
  await expect(old, "while it is on the screen").toBeHidden();
  await fang.call("PUT", "/audience", { audience: "friends", moments: [last] });
  await expect(old).toBeVisible();

  await page.evaluate(() => scrollTo(0, 0));
  const readAgain = page.waitForResponse(/\/friends\?limit=1$/, soon);
  await fang.call("PUT", "/audience", { audience: "only_me", moments: [last] });
  await readAgain;
  await page.getByRole("article").last().scrollIntoViewIfNeeded();
  await expect(old, "once the reader comes to it").toBeHidden();

  await han.befriend(lei);
  await expect(async () => {
    await page.getByRole("navigation").first().getByRole("link", { name: words.home }).click();
    await page.getByRole("navigation").first().getByRole("link", { name: words.circle }).click();
    await expect(page.getByText("older than all of them"), "in its place")
      .toBeVisible({ timeout: 2000 });
  }).toPass(soon);
});

test("a moment that was hidden before the page listens goes as soon as it does", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  const moment = await fang.post("soon for nobody");
  lei.expectErrors(/404/);
  const events = await lei.hold("**/api/v1/events*");
  await lei.page.goto("/circle");
  const shown = lei.page.getByText("soon for nobody");
  await expect(shown).toBeVisible();
  await fang.call("PUT", "/audience", { audience: "only_me", moments: [moment] });
  await expect.poll(events.sent, soon).toBeGreaterThan(0);
  events.letGo();
  await expect(shown).toBeHidden();
});

test("two tabs share one connection, and the second takes it over", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  await listening(fang);
  const second = await fang.page.context().newPage();
  let opened = 0;
  second.on("request", (request) => {
    if (request.url().includes("/api/v1/events")) opened += 1;
  });
  const ahead = second.waitForResponse(/composer-.*\.wasm/, soon);
  await second.goto("/circle");
  await ahead;
  await lei.post("for both tabs");
  for (const page of [fang.page, second]) {
    await expect(page.getByRole("button", { name: fang.words.newMoments(1) })).toBeVisible(soon);
  }
  expect(opened, "the first tab has the connection").toBe(0);
  await fang.page.close();
  await expect.poll(() => opened, soon).toBe(1);
  await lei.post("for the one that is left");
  await expect(second.getByRole("button", { name: fang.words.newMoments(2) })).toBeVisible();
});

test("a lost server is reported, and what was missed comes when it is back", async ({ circle }) => {
  const server = await Server.start();
  const at = { baseURL: server.url };
  const [fang, lei] = [await circle.join("Fang", at), await circle.join("Lei", at)];
  fang.expectErrors(...serverGone);
  await fang.befriend(lei);
  await listening(fang);
  await server.kill();
  await expect(fang.page.getByText(fang.words.behind)).toBeVisible(soon);
  await server.startAgain();
  await lei.post("written meanwhile");
  await expect(fang.page.getByRole("button", { name: fang.words.newMoments(1) })).toBeVisible(soon);
  await expect(fang.page.getByText(fang.words.behind)).toBeHidden(soon);

  const han = await circle.join("Han", at);
  await han.post("for friends of Han");
  await fang.call("POST", "/friend-requests", { handle: han.handle });
  await listening(fang, `/people/${han.handle}`);
  await server.kill();
  await expect(fang.page.getByText(fang.words.behind)).toBeVisible(soon);
  await server.startAgain();
  await han.call("POST", "/friend-requests", { handle: fang.handle });
  await expect(fang.page.getByText("for friends of Han")).toBeVisible(soon);
  await server.kill();
});

test("a topic leads to the moments that have it", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  await lei.post("boats on the #West Lake#");
  await lei.post("more boats #ＷＥＳＴ lake#");
  await fang.post("no topic here");
  await fang.page.goto("/circle");
  await fang.page.getByRole("link", { name: "#West Lake#" }).click();
  await expect(fang.page).toHaveURL(/\/topics\/West%20Lake$/);
  await expect(fang.page.getByRole("heading", { name: "#West Lake#" })).toBeVisible();
  await expect(fang.page.getByText("boats on the")).toBeVisible();
  await expect(fang.page.getByText("more boats")).toBeVisible();
  await expect(fang.page.getByText("no topic here")).toBeHidden();
});

test("a tab that is looked at takes over from one that sleeps", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  await fang.visitWhole("/circle");
  const other = await fang.page.context().newPage();
  await other.goto("/circle");
  await other.waitForResponse(/composer-.*\.wasm/, { timeout: 20_000 });
  // The first tab hears and says nothing any more, as if the browser had frozen it.
  await fang.page.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => undefined;
    EventTarget.prototype.dispatchEvent = () => true;
  });
  const takesOver = other.waitForRequest(/\/api\/v1\/events/, { timeout: 40_000 });
  await other.bringToFront();
  await takesOver;
  await lei.post("while the first tab slept");
  await expect(other.locator(".pill")).toBeVisible({ timeout: 10_000 });
});
