// The page's own defences: Trusted Types, the content security policy, and hostile text.

import { expect, test } from "../../support/people.ts";

const refused = {
  "a script in HTML": () => (document.createElement("div").innerHTML = "<script>1</script>"),
  "an event handler in HTML": () =>
    (document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>"),
  "a javascript: address in HTML": () =>
    (document.createElement("div").innerHTML = "<a href='javascript:alert(1)'>x</a>"),
  "a frame in HTML": () => (document.createElement("div").innerHTML = "<iframe></iframe>"),
  "srcdoc in HTML": () => (document.createElement("div").innerHTML = "<p srcdoc='x'></p>"),
  "a script's text": () => (document.createElement("script").text = "1"),
  "a script's address": () => (document.createElement("script").src = "/anything.js"),
};

for (const [what, act] of Object.entries(refused)) {
  test(`Trusted Types refuse ${what}`, async ({ circle }) => {
    const { page } = await circle.visit();
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.evaluate(act)).rejects.toThrow(/refused/);
  });
}

test("Trusted Types refuse a text that is run", async ({ circle }) => {
  const visitor = await circle.visit();
  visitor.expectErrors(/unsafe-eval|refused|Content Security Policy/);
  await visitor.page.goto("/sign-in");
  await expect(visitor.page.getByRole("heading", { level: 1 })).toBeVisible();
  // The code runs in a task of the page: the policy doesn't apply to what the driver evaluates.
  const outcome = await visitor.page.evaluate(
    () =>
      new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve(String(window.eval("1 + 1")));
          } catch {
            resolve("refused");
          }
        }),
      ),
  );
  expect(outcome).toBe("refused");
});

test("the framework's templates pass", async ({ circle }) => {
  const { page } = await circle.visit();
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const html = await page.evaluate(() => {
    const template = document.createElement("template");
    template.innerHTML = '<p class="row">hello</p>';
    return template.innerHTML;
  });
  expect(html).toBe('<p class="row">hello</p>');
});

test("hostile text is shown as it was written and nothing of it runs", async ({ circle }) => {
  const hostile = [
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "[x](javascript:document.title='owned')",
    "javascript:document.title='owned'",
    "\"><svg onload=document.title='owned'>",
    "{{7*7}} ${7*7} %s %n",
    "https://example.com/\"onmouseover=alert(1)",
  ];
  const fang = await circle.join("<b>Fang</b>");
  for (const text of hostile) await fang.post(text);
  await fang.page.goto("/circle");
  for (const text of hostile) {
    await expect(fang.page.getByText(text, { exact: false }).first()).toBeVisible();
  }
  await expect(fang.page).toHaveTitle("Life Circle");
  await expect(fang.page.getByText("<b>Fang</b>").first()).toBeVisible();
});

test("the page loads nothing from anywhere else", async ({ circle, baseURL }) => {
  const fang = await circle.join("Fang");
  const elsewhere: string[] = [];
  fang.page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL ?? "") && !url.startsWith("data:")) elsewhere.push(url);
  });
  for (const path of ["/", "/friends", "/circle", "/me"]) {
    await fang.page.goto(path);
    await expect(fang.page.getByRole("navigation").first()).toBeVisible();
  }
  expect(elsewhere).toEqual([]);
});

test("every icon that is named is in the sprite", async ({ circle }) => {
  const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
  await fang.befriend(lei);
  await lei.post("hello");
  for (const path of ["/", "/friends", "/circle", "/me", "/nowhere", `/people/${lei.handle}`]) {
    await fang.page.goto(path);
    await expect(fang.page.getByRole("navigation").first()).toBeVisible();
    const missing = await fang.page.evaluate(() =>
      [...document.querySelectorAll("use")]
        .map((use) => use.getAttribute("href") ?? "")
        .filter((href) => !document.querySelector(href)),
    );
    expect(missing, path).toEqual([]);
  }
});
