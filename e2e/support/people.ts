// People, each with a browser. An error in a page's console, or a report of its security policy,
// fails the test unless the test expects it.

import { randomUUID } from "node:crypto";
import {
  test as base,
  expect,
  type APIRequestContext,
  type APIResponse,
  type Browser,
  type Locator,
  type Page,
} from "@playwright/test";
import { type Language, words } from "./words.ts";

export const password = "correct horse battery";

export interface Options {
  language?: Language;
  theme?: "light" | "dark";
  isWide?: boolean;
  /** Whether the service worker is installed. It hides requests from a test that holds them. */
  hasWorker?: boolean;
  /** The server's address, if it isn't the server that all tests share. */
  baseURL?: string;
}

export class Person {
  constructor(
    readonly page: Page,
    readonly handle: string,
    readonly name: string,
    readonly language: Language,
    readonly expectedErrors: RegExp[],
  ) {}

  get words() {
    return words[this.language];
  }

  /** Calls the API as this person, without the page. */
  async call(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: object) {
    return call(this.request, method, path, body);
  }

  get request(): APIRequestContext {
    return this.page.context().request;
  }

  /** Waits until the parts after the first screen are loaded: then the page needs no network. */
  async visitWhole(path: string) {
    const ahead = this.page.waitForResponse(/composer-.*\.wasm/, { timeout: 20_000 });
    await this.page.goto(path);
    await ahead;
  }

  async befriend(other: Person) {
    await this.call("POST", "/friend-requests", { handle: other.handle });
    await other.call("POST", "/friend-requests", { handle: this.handle });
  }

  async post(text: string, audience = "friends"): Promise<string> {
    return (await this.call("POST", "/moments", { text, audience })).id;
  }

  /** Holds the page's requests to these addresses until they are let go. */
  async hold(url: string): Promise<{ letGo: () => void; sent: () => number }> {
    let [sent, letGo] = [0, () => {}];
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await this.page.route(url, async (route) => {
      sent += 1;
      await held;
      await route.continue();
    });
    return { letGo, sent: () => sent };
  }

  /** Presses Tab until this element has the focus. */
  async reach(target: Locator) {
    await target.waitFor({ state: "attached" });
    for (let presses = 0; presses < 80; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab doesn't lead to ${target}`);
  }

  /** Goes to this element with Tab and presses a key. */
  async press(target: Locator, key = "Enter") {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  /** Sets the page's clock a second ahead without waiting. Its timers go on as before. */
  async aMomentLater() {
    await this.page.clock.setFixedTime(Date.now() + 1000);
  }

  /** Errors in the console that this test expects. */
  expectErrors(...patterns: RegExp[]) {
    this.expectedErrors.push(...patterns);
  }
}

/** Somebody without a browser, who only calls the API. */
export interface Caller {
  handle: string;
  call(method: string, path: string, body?: object): Promise<any>;
}

async function call(request: APIRequestContext, method: string, path: string, body?: object) {
  const headers: Record<string, string> = { "x-life-circle": "1" };
  if (method === "POST") headers["idempotency-key"] = randomUUID();
  const options = { method, headers, ...(body && { data: body }) };
  const answer: APIResponse = await request.fetch(`/api/v1${path}`, options);
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

export interface Circle {
  /** Opens a browser for somebody who isn't signed in. */
  visit(options?: Options): Promise<Person>;
  /** Signs somebody up through the API and opens a browser for them. */
  join(name: string, options?: Options): Promise<Person>;
  /** Signs up this many people who are friends of all of these. */
  crowd(count: number, friends: Person[]): Promise<Caller[]>;
}

export const test = base.extend<{ circle: Circle }>({
  circle: async ({ browser, baseURL, playwright }, use) => {
    const requests: APIRequestContext[] = [];
    const people: Person[] = [];
    const problems: string[] = [];
    const visit = async (options: Options = {}, name = "") => {
      const person = await open(browser, options.baseURL ?? baseURL ?? "", options, name, problems);
      people.push(person);
      return person;
    };
    const join = async (name: string, options: Options = {}) => {
      const person = await visit(options, name);
      const account = { handle: person.handle, display_name: name, password };
      await person.call("POST", "/accounts", account);
      return person;
    };
    const crowd = async (count: number, friends: Person[]) => {
      const callers: Caller[] = [];
      for (let number = 1; number <= count; number += 1) {
        const request = await playwright.request.newContext({ baseURL });
        requests.push(request);
        const caller = { handle: newHandle(), call: call.bind(null, request) };
        const account = { handle: caller.handle, display_name: `Member ${number}`, password };
        await caller.call("POST", "/accounts", account);
        for (const friend of friends) {
          await friend.call("POST", "/friend-requests", { handle: caller.handle });
          await caller.call("POST", "/friend-requests", { handle: friend.handle });
        }
        callers.push(caller);
      }
      return callers;
    };
    await use({ visit: (options) => visit(options), join, crowd });
    for (const request of requests) await request.dispose();
    for (const person of people) await person.page.context().close();
    expect(problems).toEqual([]);
  },
});

const newHandle = () => `p${randomUUID().replaceAll("-", "").slice(0, 16)}`;

async function open(
  browser: Browser,
  baseURL: string,
  options: Options,
  name: string,
  problems: string[],
) {
  const language = options.language ?? "en";
  const context = await browser.newContext({
    baseURL,
    locale: words[language].locale,
    colorScheme: options.theme ?? "light",
    reducedMotion: "reduce",
    serviceWorkers: options.hasWorker ? "allow" : "block",
    viewport: options.isWide ? { width: 1280, height: 800 } : { width: 390, height: 844 },
  });
  const page = await context.newPage();
  goTwice(page);
  // Playwright's recorder reads previews of photos in a way that the page's policy refuses.
  const expected: RegExp[] = [/^Connecting to 'blob:/];
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) problems.push(text);
  };
  page.on("console", (message) => message.type() === "error" && note(message.text()));
  page.on("pageerror", (error) => note(String(error)));
  return new Person(page, newHandle(), name, language, expected);
}

/** Repeats a navigation that was aborted: a sheet that has just closed removes its entry from the
 *  history, and that stops a navigation in the same instant. */
function goTwice(page: Page) {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const again = async <T>(go: () => Promise<T>) => {
    try {
      return await go();
    } catch (error) {
      if (!/ERR_ABORTED/.test(String(error))) throw error;
      return await go();
    }
  };
  page.goto = (url, options) => again(() => goto(url, options));
  page.reload = (options) => again(() => reload(options));
}

export { expect };
