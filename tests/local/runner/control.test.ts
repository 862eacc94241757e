import { expect } from "chai";
import { once } from "node:events";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { askRedeploy, ControlServer, type Redeploy } from "../../../local/runner";
import { eventually, messageOf, Runs } from "./fixtures/run";

describe("control", () => {
  const runs = new Runs();
  let stateDir: string;
  let control: ControlServer | undefined;
  let notes: string[];

  beforeEach(() => {
    stateDir = runs.folder();
    notes = [];
  });
  afterEach(async () => {
    await control?.close();
    control = undefined;
    await runs.end();
  });

  const socket = () => path.join(stateDir, "control.sock");

  async function open(redeploy: Redeploy, folder = stateDir): Promise<void> {
    control = await ControlServer.open(folder, redeploy, line => notes.push(line));
  }

  const ask = (report: (line: string) => void = () => undefined, signal?: AbortSignal) =>
    askRedeploy(stateDir, "order-service", {
      report,
      signal: signal ?? new AbortController().signal,
    });

  it("hands a request to the run, and gives back what it says", async () => {
    await open((service, report) => {
      report(`${service} starts`);
      report("it is healthy");
      return Promise.resolve(`${service} serves`);
    });
    const said: string[] = [];
    expect(await ask(line => said.push(line))).to.equal("order-service serves");
    expect(said).to.deep.equal(["order-service starts", "it is healthy"]);
  });

  it("gives back why not, all of its lines", async () => {
    await open(() => Promise.reject(new Error("refused\n  reason: none")));
    expect(await messageOf(() => ask())).to.equal("refused\n  reason: none");
  });

  it("is open to this user alone, and gone when the run is", async () => {
    // What a run that was killed has left.
    fs.writeFileSync(socket(), "");
    await open(() => Promise.resolve(""));
    expect(fs.statSync(socket()).mode & 0o777).to.equal(0o600);
    await control?.close();
    expect(fs.existsSync(socket())).to.equal(false);
    expect(await messageOf(() => ask())).to.equal(
      "No run listens: start it with npm start, and wait for its table",
    );
  });

  it("tells the run when whoever asked has gone", async () => {
    let gone = false;
    await open((_service, report, signal) => {
      report("begun");
      return new Promise(resolve =>
        signal.addEventListener("abort", () => {
          gone = true;
          resolve("for nobody");
        }),
      );
    });
    const leaving = new AbortController();
    expect(await messageOf(() => ask(() => leaving.abort(), leaving.signal))).to.contain("Stopped");
    await eventually("the run knows", () => gone);
  });

  it("answers what is under way before it closes", async () => {
    let finish: (done: string) => void = () => undefined;
    await open((_service, report) => {
      report("begun");
      return new Promise(resolve => (finish = resolve));
    });
    let closed: Promise<void> | undefined;
    const answer = ask(() => {
      closed = control?.close();
      finish("served");
    });
    expect(await answer).to.equal("served");
    await closed;
    control = undefined;
  });

  it("says so when the run dies in the middle", async () => {
    const dying = net.createServer(connection => {
      connection.on("error", () => undefined);
      connection.once("data", () => connection.end('{"said":"begun"}\n'));
    });
    await once(dying.listen(socket()), "listening");
    const said: string[] = [];
    const message = await messageOf(() => ask(line => said.push(line)));
    await new Promise(resolve => dying.close(resolve));
    expect(message).to.equal("The run ended before the new version served");
    expect(said).to.deep.equal(["begun"]);
  });

  it("refuses what is no request", async () => {
    await open(() => Promise.reject(new Error("never asked")));
    for (const line of ["no JSON", "{}", '{"redeploy":1}', '{"redeploy":"a","also":"b"}']) {
      const client = net.connect(socket());
      client.write(`${line}\n`);
      const [answer] = (await once(client, "data")) as [Buffer];
      client.destroy();
      expect(answer.toString(), line).to.contain('{"failed":"');
      expect(answer.toString(), line).to.not.contain("never asked");
    }
  });

  it("notes a folder whose path is too long for a socket, and the run goes on", async () => {
    stateDir = path.join(stateDir, "x".repeat(100));
    await open(() => Promise.resolve(""));
    expect(control).to.equal(undefined);
    expect(notes).to.deep.equal([
      `Note: npm run redeploy cannot reach this run: ${stateDir} is too long for a socket`,
    ]);
    expect(await messageOf(() => ask())).to.contain("too long for a socket");
  });
});
