// A server for one test, which can stop it and start it again.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the browser writes while a server is gone: its words depend on how far a request had come. */
export const serverGone = [/net::ERR_/, /Failed to fetch/];

const program = process.env.LIFE_CIRCLE_SERVER ?? "../target/release/life-circle-server";

export class Server {
  private process?: ChildProcess;
  private constructor(private readonly port: number, private readonly data: string, private readonly flags: string[]) {}

  /** Starts one with an empty folder, on a port that is free. */
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
    const flags = [...this.flags, "--listen", `127.0.0.1:${this.port}`, "--data", this.data, "--rate-limits", "1000000", "--log", "warn"];
    this.process = spawn(program, flags, { stdio: ["ignore", "pipe", "inherit"] });
    // It says where it is as soon as it listens.
    await once(this.process.stdout!, "data");
  }

  /** What the operator's command says, beside the running server. */
  operator(...words: string[]): string {
    return execFileSync(program, ["operator", ...words, "--data", this.data, "--public-url", this.url], { encoding: "utf8" });
  }

  /** Stops it without a word, as a power cut does. */
  async kill() {
    this.process?.kill("SIGKILL");
    if (this.process?.exitCode === null) await once(this.process, "exit");
  }
}
