import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { AccessLog, type Access } from "../../../local/runner/gateway/access-log";
import { Runs } from "./fixtures/run";

describe("AccessLog", () => {
  const runs = new Runs();
  let file: string;
  let notes: string[];
  let log: AccessLog;

  beforeEach(() => {
    file = path.join(runs.folder(), "access.log");
    notes = [];
    log = new AccessLog(file, line => notes.push(line));
  });
  afterEach(() => runs.end());

  const access = (over: Partial<Access> = {}): Access => ({
    ...{ gateway: "alb", time: "2026-11-21T12:00:00.000Z", client: "127.0.0.1" },
    ...{ method: "GET", path: "/api/orders", status: 200, seconds: 0.004, cut: false },
    ...over,
  });
  const lines = (of: string) => fs.readFileSync(of, "utf8").trim().split("\n");

  it("has a line for each request, for this user alone", async () => {
    const target = { service: "order-service#2", host: "127.0.0.1", port: 20001 };
    const written = [access({ target }), access({ status: 404 })];
    written.forEach(log.write);
    await log.close();
    expect(lines(file).map(line => JSON.parse(line) as Access)).to.deep.equal(written);
    expect(fs.statSync(file).mode & 0o777).to.equal(0o600);
  });

  it("counts as failed what the servers' side failed at, or nobody got whole", () => {
    [200, 404, 499, 500, 502, 503].forEach(status => log.write(access({ status })));
    log.write(access({ cut: true }));
    expect(log.tally).to.deep.equal({ requests: 7, failed: 4 });
  });

  it("makes no file when nobody asks anything", async () => {
    await log.close();
    expect(fs.existsSync(file)).to.equal(false);
  });

  it("is put aside when it is long, and the one before it dropped", async () => {
    const long = "/".padEnd(4_000_000, "x");
    for (let number = 0; number < 7; number += 1) {
      log.write(access({ path: long, client: String(number) }));
    }
    await log.close();
    const clients = (of: string) => lines(of).map(line => (JSON.parse(line) as Access).client);
    expect(clients(file)).to.deep.equal(["6"]);
    expect(clients(`${file}.1`)).to.deep.equal(["3", "4", "5"]);
  });

  it("ends with a note, once, where it cannot be written; counting goes on", async () => {
    log = new AccessLog(path.join(file, "in", "no", "folder"), line => notes.push(line));
    log.write(access());
    log.write(access());
    await log.close();
    expect(notes).to.have.length(1);
    expect(notes[0]).to.match(/^The log of the gateway ends here: ENOENT/);
    expect(log.tally.requests).to.equal(2);
  });
});
