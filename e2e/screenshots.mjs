// Pictures of the demo circle, from a running `cargo xtask serve --demo`:
//   node e2e/screenshots.mjs http://localhost:8080 docs/images
//     takes the README's two.
//   node e2e/screenshots.mjs http://localhost:8080 FOLDER --all
//     takes every screen, in each width, theme and language.

import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";

const [url, folder, all] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.LIFE_CIRCLE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const SIZES = { phone: { width: 390, height: 844 }, wide: { width: 1280, height: 800 } };

/** A browser of somebody from the demo circle. */
const signIn = async (handle, options = {}) => {
  const context = await browser.newContext({ baseURL: url, reducedMotion: "reduce", ...options });
  const answer = await context.request.post("/api/v1/sessions", {
    headers: { "x-life-circle": "1" },
    data: { handle, password: "a-circle-of-friends" },
  });
  if (!answer.ok()) throw new Error(`signing in as ${handle}: ${await answer.text()}`);
  return context;
};

/** Opens a path and waits a while: the event stream keeps the network busy all the time. */
const visit = async (page, path) => {
  await page.goto(path);
  await page.locator("main").first().waitFor();
  await page.waitForTimeout(1500);
};

const picture = (page, name) => page.screenshot({ path: `${folder}/${name}.png` });

const SCREENS = {
  home: "/",
  circle: "/circle",
  friends: "/friends",
  notifications: "/notifications",
  person: "/people/li_lei",
  me: "/me",
  tags: "/friends/tags",
  add: "/friends/add",
  blocked: "/me/blocked",
  security: "/me/security",
  "view-as": "/view-as/li_lei",
  nowhere: "/nowhere",
};

/** The names of the buttons that open a dialog over a person's page. */
const SETTINGS = /Nickname, tags, privacy|备注、标签与权限/;
const REPORT = /^(Report|举报)$/;

if (all) {
  for (const locale of ["en-GB", "zh-CN"]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const [size, viewport] of Object.entries(SIZES)) {
        const context = await signIn("wang_fang", { locale, colorScheme, viewport });
        const page = await context.newPage();
        const name = (screen) => `${screen}-${size}-${colorScheme}-${locale.slice(0, 2)}`;
        for (const [screen, path] of Object.entries(SCREENS)) {
          await visit(page, path);
          await picture(page, name(screen));
        }
        await visit(page, "/circle");
        const photo = page.locator(".photo-grid .photo").first();
        await photo.click();
        await page.waitForTimeout(800);
        await picture(page, name("lightbox"));
        await page.keyboard.press("Escape");
        await page.locator(".share-prompt").click();
        const text = "西湖 at six, nobody there yet #West Lake#";
        await page.locator(".composer textarea").fill(text);
        await page.locator(".reminders > .choice").click();
        await page.locator(".people-picker input").first().check({ force: true });
        await page.waitForTimeout(500);
        await picture(page, name("composer"));
        await page.locator(".composer input[name=audience]").nth(1).check({ force: true });
        await page.locator(".audience-some input[type=checkbox]").nth(1).check({ force: true });
        await page.locator(".audience-preview").scrollIntoViewIfNeeded();
        await page.waitForTimeout(500);
        await picture(page, name("audience"));
        await page.locator(".audience-preview").click();
        await page.waitForTimeout(500);
        await picture(page, name("preview"));
        await visit(page, "/people/li_lei");
        await page.getByRole("button", { name: SETTINGS }).click();
        await page.waitForTimeout(500);
        await picture(page, name("settings"));
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: REPORT }).click();
        await page.waitForTimeout(300);
        await picture(page, name("report"));
        await page.keyboard.press("Escape");
        // A dialog that closes goes back in the history.
        await page.waitForTimeout(500);
        await visit(page, "/me");
        await page.locator(".moment-audience").first().click();
        await page.waitForTimeout(500);
        await page.locator("dialog[open] input[name=audience]").nth(1).check({ force: true });
        const dialog = page.locator("dialog[open]");
        await dialog.locator(".audience-some input[type=checkbox]").nth(1).check({ force: true });
        await page.locator("dialog[open] button[type=submit]").click();
        await page.waitForTimeout(800);
        await picture(page, name("change"));
        await context.close();
      }
    }
  }
} else {
  const context = await signIn("wang_fang", { locale: "en-GB", viewport: SIZES.phone });
  const page = await context.newPage();
  await visit(page, "/circle");
  await picture(page, "circle-phone");
  await page.setViewportSize(SIZES.wide);
  await visit(page, "/");
  // The column at the side comes a little later.
  await page.locator("aside .person-row, aside li").first().waitFor({ timeout: 20_000 });
  await page.waitForTimeout(500);
  await picture(page, "home-wide");
}
await browser.close();
