// What everybody does, in WebKit: Safari's engine, and the only one on an iPhone.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, password, test } from "../support/people.ts";
import { picture } from "../support/pictures.ts";
import { Server } from "../support/server.ts";
import { Proxy } from "../support/tls.ts";
import { WebKit, missing } from "../support/webkit.ts";
import { words as allWords } from "../support/words.ts";

test("two people meet and share a moment in WebKit", async ({ circle }, info) => {
  test.skip(missing !== "", `this machine has no ${missing}`);
  test.setTimeout(120_000);
  const proxy = await Proxy.start();
  const server = await Server.start("--public-url", proxy.url);
  proxy.passTo(server.url);
  const lei = await circle.join("Li Lei", { baseURL: server.url });
  const words = allWords.en;
  const webkit = await WebKit.open();
  try {
    // Safari keeps no session without HTTPS, not even on localhost.
    await webkit.goto(server.url);
    await webkit.sees(words.needsHttps);

    // Fang signs up, and asks Lei.
    await webkit.goto(proxy.url);
    await webkit.click(words.signUp);
    await webkit.fill(words.name, "Wang Fang");
    await webkit.fill(words.handle, "wang_fang");
    await webkit.fill(words.password, password);
    await webkit.click(words.signUp);
    await webkit.click(words.goOn);
    await webkit.click(words.friends);
    await webkit.fill(words.findPeople, lei.handle);
    await webkit.click(words.addFriend("Li Lei"));
    await webkit.click(words.sendRequest);
    await webkit.sees(words.requestSent);
    await lei.call("POST", "/friend-requests", { handle: "wang_fang" });

    // She shares a photo. What she wrote outlives a reload.
    await webkit.click(words.circle);
    await webkit.click(words.sharePrompt);
    await webkit.fill(words.momentText, "今天去了 #西湖#");
    const photo = join(mkdtempSync(join(tmpdir(), "life-circle-photo-")), "lake.png");
    writeFileSync(photo, picture(200));
    await webkit.choose(photo);
    const done = "return document.querySelectorAll('.photo-tile').length -" +
      " document.querySelectorAll('[role=progressbar], progress').length";
    await expect.poll(() => webkit.run<number>(done)).toBe(1);
    await webkit.goto(`${proxy.url}/circle`);
    await webkit.click(`${words.draft}今天去了 #西湖#`);
    await webkit.click(words.share, "//dialog");
    await webkit.sees("今天去了");
    const album = () => lei.call("GET", "/people/wang_fang/moments");
    await expect.poll(async () => (await album()).items.length).toBe(1);
    const [posted] = (await album()).items;
    expect(posted.photos).toHaveLength(1);
    const photos = "document.querySelectorAll('.photo img')";
    const loaded = `return Array.from(${photos}, (photo) => photo.naturalWidth > 0)`;
    await expect.poll(() => webkit.run<boolean[]>(loaded)).toEqual([true]);

    // Lei answers. The answers come by themselves.
    await lei.call("PUT", `/moments/${posted.id}/like`, { liked: true });
    await lei.call("POST", `/moments/${posted.id}/comments`, { text: "好美！" });
    await webkit.sees("好美！");
    await webkit.click(words.like);
    await webkit.click(words.comment);
    await webkit.fill(words.commentPlaceholder, "谢谢");
    await webkit.click(words.send);
    const comments = () => lei.call("GET", `/moments/${posted.id}/comments`);
    await expect.poll(async () => (await comments()).items.length).toBe(2);
    await expect.poll(async () => (await album()).items[0].likes.count).toBe(2);

    // She opens the moment, comes back, and searches.
    await webkit.click("#西湖#");
    await expect.poll(() => webkit.path()).toContain("/topics/");
    await webkit.back();
    await expect.poll(() => webkit.path()).toBe("/circle");
    await webkit.sees("好美！");

    // The page forgets her when she signs out, with what she has begun.
    await webkit.click(words.sharePrompt);
    await webkit.fill(words.momentText, "begun");
    await webkit.goto(`${proxy.url}/me`);
    await webkit.click(words.signOut);
    await webkit.click(words.signOutUnsent);
    await webkit.sees(words.signIn);
    const names = await webkit.run<string[]>("return Object.keys(localStorage)");
    expect(names.filter((name) => /draft|letter/.test(name))).toEqual([]);
  } finally {
    const body = await webkit.picture().catch(() => "");
    await info.attach("the last screen", { body, contentType: "image/png" });
    await webkit.close();
    proxy.stop();
    await server.kill();
  }
});
