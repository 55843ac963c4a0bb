// The first journey, in both languages: two people sign up, become friends, and share a moment.

import { expect, password, test, type Person } from "../support/people.ts";
import type { Language } from "../support/words.ts";

async function signUp(person: Person, name: string) {
  const { page, words } = person;
  await page.goto("/");
  await page.getByRole("link", { name: words.signUp }).click();
  await page.getByLabel(words.name, { exact: true }).fill(name);
  await page.getByLabel(words.handle, { exact: true }).fill(person.handle);
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: words.signUp }).click();
  await expect(page.getByRole("listitem").filter({ hasText: /^[0-9A-Z-]{29}$/ }), "recovery codes")
    .toHaveCount(10);
  await page.getByRole("button", { name: words.goOn }).click();
  await expect(page.getByRole("button", { name: words.sharePrompt })).toBeVisible();
}

const tab = (person: Person, name: string) =>
  person.page.getByRole("navigation").first().getByRole("link", { name: new RegExp(`^${name}`) });

for (const language of ["zh", "en"] satisfies Language[]) {
  test(`two people meet and share a moment (${language})`, async ({ circle }) => {
    const [fang, lei] = [await circle.visit({ language }), await circle.visit({ language })];
    const [fangName, leiName] = language === "zh" ? ["王芳", "李雷"] : ["Wang Fang", "Li Lei"];
    await signUp(fang, fangName);
    await signUp(lei, leiName);
    const { words } = fang;

    // Fang finds Lei and asks.
    await tab(fang, words.friends).click();
    await fang.page.getByRole("searchbox", { name: words.findPeople }).fill(lei.handle);
    await fang.page.getByRole("button", { name: words.addFriend(leiName) }).click();
    await fang.page.getByLabel(words.message, { exact: true }).fill("你好 hello");
    await fang.page.getByRole("button", { name: words.sendRequest }).click();
    await expect(fang.page.getByText(words.requestSent)).toBeVisible();

    // Lei sees the request with its message, and accepts.
    await tab(lei, words.friends).click();
    await expect(lei.page.getByText("你好 hello")).toBeVisible();
    await lei.page.getByRole("button", { name: words.acceptRequest(fangName) }).click();
    await expect(lei.page.getByText(words.nowFriends)).toBeVisible();
    await expect(lei.page.getByRole("link", { name: fangName }).last()).toBeVisible();

    // Fang writes a moment.
    await tab(fang, words.home).click();
    await fang.page.getByRole("button", { name: words.sharePrompt }).click();
    await fang.page
      .getByLabel(words.momentText)
      .fill("今天去了 #西湖# https://example.com/a\n@nobody_yet");
    await fang.page.getByRole("dialog").getByRole("button", { name: words.share }).click();
    await expect(
      fang.page.getByRole("article", { name: fangName }).getByText("今天去了"),
      "the server has it",
    ).toBeVisible();

    // Lei sees it in the circle, likes it and comments.
    await tab(lei, words.circle).click();
    const moment = lei.page.getByRole("article", { name: fangName });
    await expect(moment.getByRole("link", { name: "https://example.com/a" }))
      .toHaveAttribute("rel", /noopener/);
    await moment.getByRole("button", { name: words.like, exact: true }).click();
    await expect(moment.getByRole("button", { name: words.liked }))
      .toHaveAttribute("aria-pressed", "true");
    await moment.getByRole("button", { name: words.comment, exact: true }).click();
    await lei.page.getByRole("textbox", { name: words.commentPlaceholder }).fill("好美！");
    await lei.page.getByRole("button", { name: words.send }).click();
    await expect(moment.getByText("好美！")).toBeVisible();

    // Fang sees the news on Home, and finds the like and the comment under the moment.
    await tab(fang, words.me).click();
    await tab(fang, words.home).click();
    await fang.page.getByRole("link", { name: words.unread(3) }).click();
    const told = fang.page.getByRole("link", { name: new RegExp(`${leiName}.*好美！`) });
    await told.click();
    await expect(fang.page).toHaveURL(/\/moments\/\d+$/);
    await expect(fang.page.getByText("好美！")).toBeVisible();
    await expect(fang.page.getByRole("article").getByRole("link", { name: leiName })).toBeVisible();

    // Fang signs out, and the page forgets her.
    await tab(fang, words.me).click();
    await fang.page.getByRole("button", { name: words.signOut, exact: true }).click();
    await expect(fang.page.getByRole("button", { name: words.signIn, exact: true })).toBeVisible();
  });
}
