// The friends page: requests, tags, the search and the letters of the index.

import { expect, test } from "../../support/people.ts";

for (const language of ["en", "zh"] as const) {
  test(`the letters of the index work by keyboard and by dragging (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const crowd = await circle.crowd(6, [fang]);
    for (const [place, name] of ["Anna", "Bella", "Carl", "李雷", "王芳", "😀"].entries()) {
      await crowd[place]!.call("PUT", "/profile", { display_name: name });
    }
    const { page, words } = fang;
    await page.goto("/friends");
    const strip = page.getByRole("navigation", { name: words.index });
    const letters = strip.getByRole("button");
    await expect(letters).toHaveText(["A", "B", "C", "L", "W", "#"]);
    await letters.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: "Carl" })).toBeFocused();
    await letters.first().focus();
    await page.keyboard.press("End");
    await expect(letters.last()).toBeFocused();

    const [from, to] = [await letters.first().boundingBox(), await letters.nth(4).boundingBox()];
    await page.mouse.move(from!.x + 5, from!.y + 5);
    await page.mouse.down();
    await page.mouse.move(to!.x + 5, to!.y + 5, { steps: 8 });
    await expect(page.locator(".index-letter")).toHaveText("W");
    await page.mouse.up();
    await expect(page.locator(".index-letter")).toBeEmpty();
  });

  test(`a request is ignored without notice, and another one is withdrawn (${language})`, async ({ circle }) => {
    const [fang, lei, han] = [
      await circle.join("Fang", { language }),
      await circle.join("Li Lei", { language }),
      await circle.join("Han Mei"),
    ];
    await lei.call("POST", "/friend-requests", { handle: fang.handle, message: "it's me" });
    await fang.call("POST", "/friend-requests", { handle: han.handle });
    const { page, words } = fang;
    await page.goto("/friends");
    const [incoming, outgoing] = [
      page.getByRole("region", { name: words.newRequests }),
      page.getByRole("region", { name: words.sentRequests }),
    ];
    await expect(incoming).toContainText("it's me");
    await incoming.getByRole("button", { name: words.ignoreRequest("Li Lei") }).click();
    await expect(incoming).toContainText(words.nowIgnored);
    await outgoing.getByRole("button", { name: words.takeBack("Han Mei") }).click();
    await expect(outgoing).toContainText(words.takenBack);
    await page.reload();
    await expect(page.getByText(words.noFriends)).toBeVisible();
    await expect(incoming).toHaveCount(0);
    await expect(outgoing).toHaveCount(0);
    await lei.page.goto("/friends");
    await expect(
      lei.page.getByRole("region", { name: words.sentRequests }),
      "the ignored person isn't told",
    ).toContainText("Fang");
    await han.page.goto("/friends");
    await expect(han.page.getByText(han.words.noFriends)).toBeVisible();
    await expect(han.page.getByText("Fang")).toHaveCount(0);
  });

  test(`a tag is made with many friends at once, renamed, and shown in a friend's form (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const crowd = await circle.crowd(3, [fang]);
    const { page, words } = fang;
    fang.expectErrors(/409/);
    const dialog = page.getByRole("dialog");
    await page.goto("/friends/tags");
    await page.getByRole("button", { name: words.newTagButton }).click();
    await dialog.getByLabel(words.tagName).fill("Running");
    for (const name of ["Member 1", "Member 3"]) {
      await dialog.getByRole("checkbox", { name }).check({ force: true });
    }
    await dialog.getByRole("button", { name: words.save }).click();
    const tag = page.getByRole("button", { name: "Running" });
    await expect(tag).toContainText(words.friendCount(2));
    await tag.click();
    await dialog.getByLabel(words.tagName).fill("Running club");
    await dialog.getByRole("button", { name: words.save }).click();
    await expect(page.getByRole("button", { name: "Running club" }))
      .toContainText(words.friendCount(2));
    await page.getByRole("button", { name: words.newTagButton }).click();
    await dialog.getByLabel(words.tagName).fill("running CLUB");
    await dialog.getByRole("button", { name: words.save }).click();
    await expect(dialog.getByText(words.tagTaken), "at the name, which stays").toBeVisible();
    await expect(dialog.getByLabel(words.tagName)).toHaveValue("running CLUB");
    await page.goto(`/people/${crowd[2]!.handle}`);
    await page.getByRole("button", { name: words.friendSettings }).click();
    await expect(dialog.getByRole("checkbox", { name: "Running club" })).toBeChecked();
  });

  test(`the search finds a friend by my name for them, their own, handle, pinyin and its initials (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const [lei, han] = await circle.crowd(2, [fang]);
    await lei!.call("PUT", "/profile", { display_name: "曾国强" });
    await han!.call("PUT", "/profile", { display_name: "Han Mei" });
    const details = {
      note: "",
      is_starred: false,
      hides_theirs: false,
      hides_mine: false,
      tags: [],
    };
    await fang.call("PUT", `/friends/${han!.handle}`, { ...details, remark: "单老师" });
    const { page, words } = fang;
    await page.goto("/friends");
    const found = page.getByRole("region", { name: words.friends, exact: true }).getByRole("link");
    const search = page.getByRole("searchbox");
    for (const [typed, name] of [
      ["zengguo", "曾国强"],
      ["zgq", "曾国强"],
      ["强", "曾国强"],
      [lei!.handle.slice(0, 9), "曾国强"],
      ["shan", "单老师"],
      ["slaos", "单老师"],
      ["han me", "单老师"],
      [`@${han!.handle}`, "单老师"],
    ] as const) {
      await search.fill(typed);
      await expect(found, typed).toHaveText([new RegExp(name)]);
    }
    await search.fill("nobody of this name");
    await expect(page.getByText(words.nobodyFor("nobody of this name"))).toBeVisible();
  });
}
