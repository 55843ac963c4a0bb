// Makes the README's pictures from a running server with an empty database:
//   node e2e/screenshots.mjs http://localhost:8080 docs/images

import { randomUUID } from "node:crypto";
import { chromium } from "@playwright/test";

const [url, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.LIFE_CIRCLE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

const join = async (handle, name) => {
  const context = await browser.newContext({ baseURL: url, locale: "en-GB", reducedMotion: "reduce" });
  const call = async (method, path, data) => {
    const headers = { "x-life-circle": "1", "idempotency-key": randomUUID() };
    const answer = await context.request.fetch(`/api/v1${path}`, { method, headers, data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  await call("POST", "/accounts", { handle, display_name: name, password: "correct horse battery" });
  return { context, call, handle };
};

const people = {};
for (const [handle, name] of [["mei", "林晓梅"], ["tom", "Tom Becker"], ["yuan", "周一远"], ["sofia", "Sofia Lindgren"], ["hao", "陈浩"]]) {
  people[handle] = await join(handle, name);
}
const handles = Object.keys(people);
for (const a of handles) {
  for (const b of handles.filter((b) => b > a)) {
    await people[a].call("POST", "/friend-requests", { handle: b });
    await people[b].call("POST", "/friend-requests", { handle: a });
  }
}

const moments = [
  ["hao", "周末在家做了一锅红烧肉，邻居闻着香味就来敲门了。下次多做点。", ["mei", "yuan", "tom"], [["mei", "给我留一碗！"], ["hao", "必须的", "mei"]]],
  ["sofia", "First snow this morning. The whole street was silent, even the trams.", ["tom", "mei"], [["tom", "Send some over here"]]],
  ["yuan", "从 #断桥# 走到孤山，桂花还没落完。\n谁有空一起再走一次？", ["mei", "hao", "sofia"], [["mei", "我周日可以"], ["sofia", "Wish I could join!"]]],
  ["tom", "Finally repaired grandfather's radio. It plays exactly one station, and it is a good one.", ["sofia", "hao", "yuan"], [["sofia", "Which one?"], ["tom", "Jazz, all night long", "sofia"]]],
];
for (const [author, text, likes, comments] of moments) {
  const { id } = await people[author].call("POST", "/moments", { text, audience: "friends" });
  for (const who of likes) await people[who].call("PUT", `/moments/${id}/like`, { liked: true });
  const last = {};
  for (const [who, words, to] of comments) {
    last[who] = await people[who].call("POST", `/moments/${id}/comments`, { text: words, reply_to: last[to]?.id });
  }
}
const mine = await people.mei.call("POST", "/moments", { text: "小花园今年第一朵山茶开了 🌺", audience: "friends" });
await people.tom.call("PUT", `/moments/${mine.id}/like`, { liked: true });
await people.sofia.call("POST", `/moments/${mine.id}/comments`, { text: "So beautiful!" });

const page = await people.mei.context.newPage();
await page.setViewportSize({ width: 390, height: 844 });
await page.goto("/circle");
await page.getByRole("article").nth(3).waitFor();
await page.screenshot({ path: `${folder}/circle-phone.png` });
await page.setViewportSize({ width: 1280, height: 800 });
await page.goto("/");
await page.getByRole("article").nth(3).waitFor();
await page.getByRole("heading", { name: "New likes and comments" }).first().waitFor({ state: "attached" });
await page.screenshot({ path: `${folder}/home-wide.png` });
await browser.close();
