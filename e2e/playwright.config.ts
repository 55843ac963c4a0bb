// Journeys of people through the release build, in the system's Chromium.
// `cargo xtask test journeys` runs them.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const port = 8971;
const server = process.env.LIFE_CIRCLE_SERVER ?? "../target/release/life-circle-server";
// Workers read this file again: only the first reading makes the folder.
const data = (process.env.LIFE_CIRCLE_JOURNEY_DATA ??= mkdtempSync(
  join(tmpdir(), "life-circle-journeys-"),
));
const flags = ["--listen", `127.0.0.1:${port}`, "--data", data, "--rate-limits", "1000000"];

export default defineConfig({
  testDir: "journeys",
  outputDir: ".results",
  // `cargo xtask test` reads the JSON for its summary.
  reporter: [["list"], ["json", { outputFile: ".results/journeys.json" }]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 40_000,
  expect: { timeout: 8_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 390, height: 844 },
    // Pictures would cost a fifteenth of the time. The trace has the page itself at each step.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      executablePath: process.env.LIFE_CIRCLE_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: [server, ...flags, "--log", "warn"].join(" "),
    url: `http://localhost:${port}/readyz`,
    reuseExistingServer: false,
  },
});
