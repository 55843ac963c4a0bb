// Everything at once, between two friends: photos over a bad connection, seen live, reactions,
// notifications, and a server that crashes in between.

import { expect, test, type Person } from "../support/people.ts";
import { pictures } from "../support/pictures.ts";
import { Server, serverGone } from "../support/server.ts";

/** The event stream starts after the first screen; the outbox tries again after a while. */
const soon = { timeout: 20_000 };

const open = (person: Person, name: string) =>
  person.page.getByRole("navigation").first().getByRole("link", { name }).click();

for (const language of ["en", "zh"] as const) {
  test(`a moment of nine photos, from choosing them to the last answer (${language})`, async ({ circle }) => {
    const server = await Server.start();
    const at = { baseURL: server.url, language };
    const [fang, lei] = [
      await circle.join("王芳", at),
      await circle.join("Li Lei", { ...at, isWide: true }),
    ];
    for (const person of [fang, lei]) person.expectErrors(...serverGone);
    await fang.befriend(lei);
    const { words } = fang;

    // Lei opens her feed, and her page listens for events.
    const listens = lei.page.waitForRequest(/\/api\/v1\/events/, soon);
    await lei.page.goto("/circle");
    await listens;

    // Fang chooses nine photos. The connection breaks at the fourth, and she tries it again.
    await fang.page.goto("/circle");
    let uploads = 0;
    await fang.page.route("**/api/v1/photos", (route) => {
      uploads += 1;
      return uploads === 4 ? route.abort() : route.continue();
    });
    await fang.page.getByRole("button", { name: words.sharePrompt }).click();
    await fang.page.locator("input[type=file]").setInputFiles(pictures(9));
    await fang.page.getByRole("button", { name: words.retry }).click();
    await expect(fang.page.getByRole("progressbar")).toHaveCount(0, { timeout: 30_000 });
    await fang.page.getByLabel(words.momentText).fill("西湖 sunset #West Lake#");

    // She reminds Lei to look. The server crashes just when she sends.
    await fang.page.getByRole("button", { name: words.remind }).click();
    await fang.page.getByRole("checkbox", { name: "Li Lei" }).check({ force: true });
    await server.kill();
    await fang.page.getByRole("dialog").getByRole("button", { name: words.share }).click();
    await expect(fang.page.getByText(words.tryingAgain)).toBeVisible();
    await expect(lei.page.getByText(words.behind)).toBeVisible(soon);
    await server.startAgain();
    await expect(fang.page.getByRole("article", { name: "王芳" }).locator(".photo img"))
      .toHaveCount(9, soon);

    // Lei's page announces the moment by itself, and shows all its photos.
    await lei.page.getByRole("button", { name: words.newMoments(1) }).click(soon);
    const seen = lei.page.getByRole("article", { name: "王芳" });
    await expect(seen.locator(".photo img")).toHaveCount(9);
    await expect(seen).toContainText(words.remindedYou);
    await seen.getByRole("button", { name: words.like, exact: true }).click();
    await seen.getByRole("button", { name: words.comment, exact: true }).click();
    await lei.page.getByPlaceholder(words.commentPlaceholder).fill("好美！");
    await lei.page.getByRole("button", { name: words.send }).click();

    // Fang sees the answers under the moment, and is notified of both.
    const mine = fang.page.getByRole("article", { name: "王芳" });
    await expect(mine.getByText("好美！")).toBeVisible(soon);
    await expect(mine.locator(".like-line").getByRole("link", { name: "Li Lei" })).toBeVisible();
    await expect(fang.page).toHaveTitle(/^\(\d\) /);
    await open(fang, words.notifications);
    await expect(fang.page.getByText("好美！")).toBeVisible();
    await expect(fang.page).not.toHaveTitle(/^\(/);
    await open(lei, words.notifications);
    await expect(lei.page.getByRole("main")).toContainText(words.mentionedYou);

    const album = await fang.call("GET", `/people/${fang.handle}/moments`);
    expect(album.items.map((moment: { photos: object[] }) => moment.photos.length), "exactly one")
      .toEqual([9]);
    await server.kill();
  });
}
