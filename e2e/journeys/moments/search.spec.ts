// Searching moments: by words, by person and photos, without a connection, and back to the result.

import { expect, test, type Person } from "../../support/people.ts";

const search = async ({ page, words }: Person, text: string) => {
  await page.getByRole("searchbox", { name: words.searchPlaceholder }).fill(text);
};

test("words are found and marked, and the search can be narrowed", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  await fang.befriend(lei);
  await lei.post("去西湖边散步, then tea");
  await lei.post("nothing of that kind");
  await fang.post("Tea at home #west#");
  await page.goto("/circle");
  await page.getByRole("link", { name: words.search }).click();
  await expect(page.getByRole("heading", { name: words.search })).toBeVisible();
  await search(fang, "湖边");
  const found = page.getByRole("article");
  await expect(found).toHaveCount(1);
  await expect(found.locator("mark")).toHaveText("湖边");
  await search(fang, "tea");
  await expect(found).toHaveCount(2);
  await page.getByLabel(words.sharedBy).selectOption({ label: "Lei" });
  await expect(found).toHaveCount(1);
  await expect(page.getByText("去西湖边散步")).toBeVisible();
  await page.getByRole("button", { name: words.withPhotos }).click();
  await expect(page.getByText(words.nothingFound)).toBeVisible();
  await page.getByRole("button", { name: words.withPhotos }).click();
  await page.getByLabel(words.sharedBy).selectOption({ label: words.anyone });
  await search(fang, "#wes");
  await expect(found).toHaveCount(1);
  await search(fang, "snow");
  await expect(page.getByText(words.nothingFound)).toBeVisible();
});

test("Back and a reload find the search as it was", async ({ circle }) => {
  const fang = await circle.join("Fang");
  const { page } = fang;
  await fang.post("plums & pears? 100%");
  await page.goto("/search");
  await search(fang, "pears? 100%");
  const found = page.getByRole("article");
  await expect(found).toHaveCount(1);
  await found.getByText(fang.words.justNow).click();
  await expect(page).toHaveURL(/\/moments\//);
  await page.goBack();
  await expect(found).toHaveCount(1);
  await expect(page.getByRole("searchbox")).toHaveValue("pears? 100%");
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue("pears? 100%");
  await expect(found).toHaveCount(1);
});

test("without a connection, what this browser has kept is searched", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  fang.expectErrors(/ERR_FAILED/);
  await fang.befriend(lei);
  await lei.post("去西湖边散步");
  await fang.visitWhole("/circle");
  await expect(page.getByText("去西湖边散步")).toBeVisible();
  await page.goto("/search");
  await expect(page.getByRole("searchbox")).toBeVisible();
  await page.route("**/api/v1/**", (route) => route.abort());
  await search(fang, "西湖");
  await expect(page.getByText(words.onlyKept)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.unroute("**/api/v1/**");
  await page.evaluate(() => dispatchEvent(new Event("connection-back")));
  await expect(page.getByText(words.onlyKept)).toBeHidden();
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("an album's months lead to what was shared in them", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  const { page, words } = fang;
  await fang.befriend(lei);
  await lei.post("one of this month");
  await lei.post("another one");
  await lei.post("only mine", "only_me");
  await fang.post("not in this album");
  await page.goto(`/people/${lei.handle}`);
  await page.getByRole("button", { name: words.byMonth }).click();
  const month = new Date().toLocaleDateString("en", { month: "long", year: "numeric" });
  await page.getByRole("button", { name: `${month}, 2 moments` }).click();
  await expect(page).toHaveURL(/\/search/);
  await expect(page.getByRole("article")).toHaveCount(2);
  await expect(page.getByText("one of this month")).toBeVisible();
  await page.getByRole("article").first().getByText(words.justNow).click();
  await page.goBack();
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/people/${lei.handle}$`));
});
