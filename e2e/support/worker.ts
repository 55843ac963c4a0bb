// The page's service worker.

import type { Page } from "@playwright/test";

/** Waits until the worker has the page. */
export const ready = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    // The photos of the first screen come before the worker does.
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => (navigator.serviceWorker.oncontrollerchange = done));
    }
  });
