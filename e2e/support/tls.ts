// A proxy with TLS in front of a server, as in use: some browsers keep a session over HTTPS only.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Proxy {
  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    private readonly target: { url: string },
  ) {}

  /** Listens on a free port, with a certificate that nobody knows. */
  static async start(): Promise<Proxy> {
    const folder = mkdtempSync(join(tmpdir(), "life-circle-tls-"));
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    const files = ["-keyout", key, "-out", certificate];
    execFileSync("openssl", ["req", "-x509", ...made, ...subject, ...files], { stdio: "ignore" });
    const target = { url: "" };
    const identity = { key: readFileSync(key), cert: readFileSync(certificate) };
    const server = createServer(identity, (incoming, answer) => {
      const { method, headers } = incoming;
      const asked = request(target.url + incoming.url, { method, headers }, (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      });
      asked.on("error", () => answer.destroy());
      answer.on("close", () => asked.destroy());
      incoming.pipe(asked);
    });
    server.listen(0, "localhost");
    await once(server, "listening");
    return new Proxy(server, target);
  }

  get url(): string {
    return `https://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** Passes requests on to the server with this address. */
  passTo(url: string) {
    this.target.url = url;
  }

  stop() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
