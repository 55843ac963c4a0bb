// Random schedules: somebody writes in one or two tabs, while the line breaks in all ways and tabs
// are reloaded, closed and crash. In the end the server has everything once, in order.
//
// `LIFE_CIRCLE_SCHEDULES=500` runs more of them, `LIFE_CIRCLE_SEED=7` begins with the seventh.

import type { BrowserContext, Page, Route } from "@playwright/test";
import { expect, type Person, test } from "../../support/people.ts";
import { picture } from "../../support/pictures.ts";

const count = Number(process.env.LIFE_CIRCLE_SCHEDULES ?? 6);
const first = Number(process.env.LIFE_CIRCLE_SEED ?? 1);
const stepsEach = 9;

/** How the line answers: it works; there is none; the server hears but isn't heard; nothing ever
 *  answers, with and without the server's hearing it; the server is restarting. */
const lines = ["works", "gone", "deaf", "silent", "swallowed", "restarting"] as const;
type State = (typeof lines)[number];

/** Numbers that are random enough, and the same for the same seed (mulberry32). */
function numbers(seed: number) {
  let state = seed * 0x9e3779b1;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

class Line {
  state: State = "works";
  private readonly held = new Set<Route>();

  static async of(context: BrowserContext) {
    const line = new Line();
    await context.route("**/api/v1/**", (route) => line.answer(route).catch(() => {}));
    return line;
  }

  async become(state: State) {
    this.state = state;
    for (const route of this.held) await route.abort().catch(() => {});
    this.held.clear();
  }

  private async answer(route: Route) {
    switch (this.state) {
      case "works":
        return route.continue();
      case "gone":
        return route.abort();
      case "restarting":
        return route.fulfill({ status: 503, body: "restarting" });
      case "deaf":
        await route.fetch();
        return route.abort();
      case "swallowed":
        await route.fetch();
    }
    this.held.add(route);
  }
}

/** What one schedule does, and what the server must have in the end. */
class Schedule {
  readonly moments: string[] = [];
  readonly comments: string[] = [];
  readonly log: string[] = [];
  isLiked = false;
  private tabs: Page[];

  constructor(
    private readonly person: Person,
    private readonly line: Line,
    private readonly below: (below: number) => number,
  ) {
    this.tabs = [person.page];
  }

  async step() {
    const tab = this.tabs[this.below(this.tabs.length)]!;
    const deed = this.below(11);
    if (deed < 3) await this.share(tab);
    else if (deed < 5) await this.comment(tab);
    else if (deed === 5) await this.like(tab);
    else if (deed < 8) await this.line.become(this.note(lines[this.below(lines.length)]!));
    else if (deed === 8) await this.open(tab, this.note("reload"));
    else if (deed === 9) await this.crash(tab);
    else await this.otherTab();
  }

  /** The line works again, and one tab is open. */
  async end() {
    await this.line.become(this.note("works"));
    for (const tab of this.tabs.slice(1)) await tab.close();
    await this.open(this.tabs[0]!, "last");
    return this.tabs[0]!;
  }

  private note<T extends string>(words: T) {
    this.log.push(words);
    return words;
  }

  private async share(tab: Page) {
    const { words } = this.person;
    const text = this.note(`moment ${this.moments.length + 1}`);
    await tab.getByRole("button", { name: words.sharePrompt }).click();
    await tab.getByLabel(words.momentText).fill(text);
    if (this.below(3) === 0) {
      const file = { name: "a.png", mimeType: "image/png", buffer: picture(40) };
      await tab.locator("input[type=file]").setInputFiles(file);
      await expect(tab.locator(".photo-tile img[src^='blob:']")).toHaveCount(1);
    }
    await tab.getByRole("dialog").getByRole("button", { name: words.share }).click();
    await expect(tab.getByRole("article").getByText(text, { exact: true })).toBeVisible();
    this.moments.push(text);
  }

  private async comment(tab: Page) {
    const text = this.note(`comment ${this.comments.length + 1}`);
    const card = this.card(tab);
    const box = card.getByRole("textbox");
    if (!(await box.isVisible())) {
      await card.getByRole("button", { name: this.person.words.comment, exact: true }).click();
    }
    await box.fill(text);
    await box.press("Enter");
    await expect(card.getByText(text, { exact: true })).toBeVisible();
    this.comments.push(text);
  }

  private async like(tab: Page) {
    const like = this.card(tab).locator(".like, [aria-pressed]").first();
    const was = await like.getAttribute("aria-pressed");
    await like.click();
    await expect(like).toHaveAttribute("aria-pressed", was === "true" ? "false" : "true");
    this.isLiked = was !== "true";
    this.note(this.isLiked ? "like" : "no like");
  }

  private card(tab: Page) {
    return tab.getByRole("article", { name: "Lei" });
  }

  private async open(tab: Page, _why: string) {
    await tab.goto("/circle");
    await expect(this.card(tab)).toBeVisible({ timeout: 30_000 });
  }

  private async crash(tab: Page) {
    this.note("crash");
    const next = await tab.context().newPage();
    const session = await tab.context().newCDPSession(tab);
    await Promise.race([session.send("Page.crash").catch(() => {}), tab.waitForEvent("crash")]);
    await tab.close();
    this.tabs = this.tabs.map((other) => (other === tab ? next : other));
    await this.open(next, "after the crash");
  }

  private async otherTab() {
    const [firstTab, second] = this.tabs;
    if (second) {
      await second.close();
      this.tabs = [firstTab!];
      this.note("one tab");
    } else {
      const tab = await firstTab!.context().newPage();
      this.tabs.push(tab);
      this.note("two tabs");
      await this.open(tab, "second");
    }
  }
}

for (let seed = first; seed < first + count; seed += 1) {
  test(`what is written on a bad line is there once, and in order (schedule ${seed})`, async ({ circle }) => {
    test.setTimeout(240_000);
    const [fang, lei] = [await circle.join("Fang"), await circle.join("Lei")];
    fang.expectErrors(/ERR_FAILED|ERR_ABORTED|503/);
    await fang.befriend(lei);
    const theirs = await lei.post("for comments");
    await fang.visitWhole("/circle");
    const line = await Line.of(fang.page.context());
    const schedule = new Schedule(fang, line, numbers(seed));
    for (let step = 0; step < stepsEach; step += 1) {
      await test.step(`${step}`, () => schedule.step());
    }
    const tab = await schedule.end();
    const waiting = () =>
      tab.evaluate(() => Object.keys(localStorage).filter((name) => /^(letter|like)-/.test(name)));
    await expect.poll(waiting, { timeout: 90_000, message: schedule.log.join(", ") }).toEqual([]);

    const album = await fang.call("GET", `/people/${fang.handle}/moments`);
    const texts = (items: { text: string }[]) => items.map(({ text }) => text);
    expect(texts(album.items).reverse(), schedule.log.join(", ")).toEqual(schedule.moments);
    const answers = await fang.call("GET", `/moments/${theirs}/comments`);
    expect(texts(answers.items), schedule.log.join(", ")).toEqual(schedule.comments);
    const { likes } = await lei.call("GET", `/moments/${theirs}`);
    expect(likes.count, schedule.log.join(", ")).toBe(schedule.isLiked ? 1 : 0);
  });
}
