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
