// WebKitGTK, the engine of Safari, by its driver. It needs a screen: a virtual one.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { Builder, By, type WebDriver, type WebElement } from "selenium-webdriver";

const folders = (process.env.PATH ?? "").split(delimiter);
const onPath = (program: string) => folders.some((folder) => existsSync(join(folder, program)));
const library = (folder: string) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`;
const browser = readdirSync("/usr/lib").map(library).find(existsSync);
/** What this machine lacks for WebKit, with commas; empty if nothing. */
export const missing = [
  ...["WebKitWebDriver", "Xvfb"].filter((program) => !onPath(program)),
  ...(browser ? [] : ["MiniBrowser"]),
].join(", ");

/** How long to wait for something on the screen. */
const patience = 15_000;

export class WebKit {
  private constructor(
    private readonly programs: ChildProcess[],
    private readonly driver: WebDriver,
  ) {}

  /** Opens a browser without a past, as wide as a phone. */
  static async open(): Promise<WebKit> {
    const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "800x1000x24"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    const [display] = await once(screen.stdio[3]!, "data");
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as { port: number };
    probe.close();
    const server = spawn("WebKitWebDriver", [`--port=${port}`], {
      env: { ...process.env, DISPLAY: `:${String(display).trim()}`, LANG: "en_US.UTF-8" },
      stdio: "ignore",
    });
    const address = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${address}/status`).catch(() => false))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const driver = await new Builder()
      .usingServer(address)
      .withCapabilities({
        browserName: "MiniBrowser",
        acceptInsecureCerts: true,
        "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] },
      })
      .build();
    await driver.manage().window().setRect({ x: 0, y: 0, width: 480, height: 900 });
    return new WebKit([server, screen], driver);
  }

  async close() {
    await this.driver.quit().catch(() => {});
    for (const program of this.programs) program.kill();
  }

  async goto(address: string) {
    await this.driver.get(address);
  }

  async back() {
    await this.driver.navigate().back();
  }

  /** A picture of the screen, as PNG. */
  async picture(): Promise<Buffer> {
    return Buffer.from(await this.driver.takeScreenshot(), "base64");
  }

  /** The address without its origin. */
  async path(): Promise<string> {
    return new URL(await this.driver.getCurrentUrl()).pathname;
  }

  /** Runs a script in the page, and returns its result. */
  async run<T>(script: string): Promise<T> {
    return this.driver.executeScript(script);
  }

  /** Waits until this text stands on the screen. */
  async sees(text: string) {
    await this.find(`//*[text()[contains(normalize-space(.), ${quoted(text)})]]`);
  }

  /** Clicks a button or a link. What stands before its name, such as a picture's letter, isn't
   *  part of the name. `inside` is an XPath. */
  async click(name: string, inside = "") {
    const whole = "normalize-space(.)";
    const end = `substring(${whole}, string-length(${whole}) - ${name.length - 1})`;
    const named = `${end}=${quoted(name)} or @aria-label=${quoted(name)}`;
    const element = await this.find(`(${inside}//button|${inside}//a)[${named}]`);
    await element.click();
  }

  /** Writes into the field with this label. */
  async fill(label: string, text: string) {
    const id = `//label[normalize-space(.)=${quoted(label)}]/@for`;
    const named = `@id=${id} or @aria-label=${quoted(label)} or @placeholder=${quoted(label)}`;
    // The driver loses keys if the page draws meanwhile.
    const isWritten = async () => {
      const field = await this.find(`(//input|//textarea)[${named}]`);
      await field.clear();
      await field.sendKeys(text);
      return (await field.getProperty("value")) === text;
    };
    await this.driver.wait(isWritten, patience, `${label} doesn't take ${text}`);
  }

  /** Chooses a file for the only file field there is. */
  async choose(path: string) {
    const field = await this.driver.wait(
      async () => (await this.driver.findElements(By.css("input[type=file]")))[0],
      patience,
    );
    await field!.sendKeys(path);
  }

  /** The first visible element, as soon as there is one. */
  private async find(path: string): Promise<WebElement> {
    const visible = async () => {
      // The page may draw again while it is looked at.
      const elements = await this.driver.findElements(By.xpath(path)).catch(() => []);
      for (const element of elements) {
        if (await element.isDisplayed().catch(() => false)) return element;
      }
      return undefined;
    };
    const found = await this.driver.wait(visible, patience, `nothing is shown at ${path}`);
    return found!;
  }
}

/** A text as XPath writes it. */
function quoted(text: string): string {
  if (text.includes('"')) throw new Error(`XPath can't quote ${text}`);
  return `"${text}"`;
}
