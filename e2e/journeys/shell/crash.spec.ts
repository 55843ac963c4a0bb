// The program crashes or can't start. The page says so, and keeps the text that somebody wrote.

import type { Page } from "@playwright/test";
import { expect, test } from "../../support/people.ts";

const texts = {
  en: {
    crashed: "Something went wrong",
    kept: "What you wrote is kept.",
    reload: "Reload",
    copy: "Copy details",
  },
  zh: {
    crashed: "出了点问题",
    kept: "你写的内容都还在。",
    reload: "重新加载",
    copy: "复制错误信息",
  },
};
const failed = { en: "Life Circle couldn't start", zh: "生活圈没能打开" };

/** Lets every export of the program trap once `globalThis.trapNow` is set. */
async function makeItTrap(page: Page) {
  await page.addInitScript(() => {
    // A module with one function: `unreachable`.
    const bytes = [
      0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5,
      1, 3, 0, 0, 11,
    ];
    const trapping = new WebAssembly.Module(new Uint8Array(bytes));
    const { t: trap } = new WebAssembly.Instance(trapping).exports;
    const original = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...source) => {
      const { instance, module } = await original.apply(WebAssembly, source);
      const patched = Object.entries(instance.exports).map(([name, value]) => {
        if (typeof value !== "function") return [name, value];
        const call = (...values: unknown[]) =>
          "trapNow" in globalThis ? (trap as () => void)() : value(...values);
        return [name, call];
      });
      return { instance: { exports: Object.fromEntries(patched) }, module };
    };
  });
}

for (const language of ["en", "zh"] as const) {
  for (const theme of ["light", "dark"] as const) {
    test(`a crash is reported, and the draft is there after Reload (${language}, ${theme})`, async ({ circle }) => {
      const fang = await circle.join("Fang", { language, theme });
      const { page, words } = fang;
      fang.expectErrors(/RuntimeError/, /unreachable/);
      await makeItTrap(page);
      let loads = 0;
      page.on("load", () => (loads += 1));
      await page.goto("/");
      await page.getByRole("button", { name: words.sharePrompt }).click();
      await page
        .getByRole("textbox", { name: words.momentText })
        .fill("A sentence that must not be lost");
      await page.evaluate(() => Object.assign(globalThis, { trapNow: true }));
      await page.getByRole("textbox", { name: words.momentText }).press("x");
      const overlay = page.getByRole("alertdialog", { name: texts[language].crashed });
      await expect(overlay).toBeVisible({ timeout: 1_000 });
      await expect(overlay.getByText(texts[language].kept)).toBeVisible();
      await expect(overlay.getByRole("button", { name: texts[language].copy })).toBeVisible();
      await page.screenshot({ path: `.results/crash-${language}-${theme}.png` });
      await page.keyboard.press("Escape");
      await expect(overlay).toBeVisible();
      expect(loads).toBe(1);
      await overlay.getByRole("button", { name: texts[language].reload }).click();
      await page.getByRole("button", { name: words.sharePrompt }).click();
      await expect(page.getByRole("textbox", { name: words.momentText }))
        .toHaveValue(/A sentence that must not be lost/);
      expect(loads).toBe(2);
    });
  }

  test(`a page that can't start says why (${language})`, async ({ circle }) => {
    const fang = await circle.join("Fang", { language });
    const { page } = fang;
    fang.expectErrors(/404/, /CompileError/, /Failed to load/, /ReferenceError/, /WebAssembly/);
    const overlay = page.getByRole("alertdialog", { name: failed[language] });
    await page.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto("/");
    await expect(overlay).toBeVisible();
    await page.unroute(/_bg\.wasm$/);
    await page.route(/_bg\.wasm$/, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      await route.fulfill({
        response,
        headers: { "content-type": "application/wasm" },
        body: body.subarray(0, 1000),
      });
    });
    await page.reload();
    await expect(overlay).toBeVisible();
    await page.unroute(/_bg\.wasm$/);
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
    await page.reload();
    await expect(overlay.getByText(/WebAssembly/)).toBeVisible();
    await page.screenshot({ path: `.results/blocked-${language}.png` });
  });
}
