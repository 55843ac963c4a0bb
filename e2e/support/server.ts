// A server for one test, which the test may stop and start again.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The browser's errors while a server is gone. They depend on how far a request had come. */
export const serverGone = [/net::ERR_/, /Failed to fetch/];

const program = process.env.LIFE_CIRCLE_SERVER ?? "../target/release/life-circle-server";

export class Server {
  private process?: ChildProcess;
  private constructor(
    private readonly port: number,
    private readonly data: string,
    private readonly flags: string[],
  ) {}

  /** Starts a server with an empty folder, on a free port. */
  static async start(...flags: string[]): Promise<Server> {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as { port: number };
    probe.close();
    const server = new Server(port, mkdtempSync(join(tmpdir(), "life-circle-server-")), flags);
    await server.startAgain();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  async startAgain() {
    const address = ["--listen", `127.0.0.1:${this.port}`, "--data", this.data];
    const flags = [...this.flags, ...address, "--rate-limits", "1000000", "--log", "warn"];
    this.process = spawn(program, flags, { stdio: ["ignore", "pipe", "inherit"] });
    // The server prints its address as soon as it listens.
    await once(this.process.stdout!, "data");
  }

  /** Runs an operator's command while the server runs, and returns what it prints. */
  operator(...words: string[]): string {
    const flags = ["--data", this.data, "--public-url", this.url];
    return execFileSync(program, ["operator", ...words, ...flags], { encoding: "utf8" });
  }

  /** Kills the server without notice, like a power cut. */
  async kill() {
    this.process?.kill("SIGKILL");
    if (this.process?.exitCode === null) await once(this.process, "exit");
  }
}
