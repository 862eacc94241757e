import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { Client } from "pg";
import { reset, type RunPlan } from "../../../local/runner";
import {
  eventually,
  freePorts,
  Heard,
  isAlive,
  killed,
  messageOf,
  recorded,
  Runs,
  startApart,
} from "./fixtures/run";
import * as state from "./fixtures/state";

describe("PostgreSQL", () => {
  const runs = new Runs();
  const folders = new Runs();
  let stateDir: string;
  let port: number;

  // One data folder for all of it, as one developer has: each test goes on from the one before.
  before(async () => {
    stateDir = folders.folder();
    [port] = await freePorts(1);
  });
  afterEach(() => runs.end());
  after(() => folders.end());

  function plan(password = "first"): RunPlan {
    const secrets = { DATABASE_URL: "/oms/database/url" };
    const resources = [
      state.database({ password: state.asSecret(password) }),
      state.databaseUrl(password),
      state.dockerImage(),
      ...state.migration({ secrets }),
    ];
    return runs.plan(resources, { POSTGRES_PORT: String(port) }, stateDir);
  }

  async function query<T>(sql: string, password = "first"): Promise<T[]> {
    const client = new Client({
      host: "127.0.0.1",
      port,
      user: "orders",
      password,
      database: "order_management",
    });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  }

  const recordFile = () => path.join(stateDir, "run.json");
  const serverPid = () => recorded(stateDir).find(({ name }) => name === "oms")?.pid ?? 0;

  it("has the deployed user and database, and what the migration made", async () => {
    const io = new Heard();
    await runs.start(plan(), io);
    expect(io.logs).to.deep.equal(["migration: run 1"]);
    expect(io.reports).to.include.members([
      "oms: creating the data folder of PostgreSQL 16",
      "oms: created database order_management",
    ]);
    const [row] = await query<object>(
      "SELECT rolsuper, pg_get_userbyid(datdba) AS owner, encoding, current_setting('TimeZone') AS zone " +
        "FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()",
    );
    expect(row).to.deep.equal({ rolsuper: false, owner: "orders", encoding: 6, zone: "UTC" });
  });

  it("keeps its data between runs", async () => {
    const io = new Heard();
    await runs.start(plan(), io);
    expect(io.logs).to.deep.equal(["migration: run 2"]);
    expect(io.reports.join()).to.not.contain("creat");
  });

  it("lets nobody in with another password, nor as the superuser", async () => {
    await runs.start(plan());
    expect(await messageOf(() => query("SELECT 1", "wrong"))).to.contain("password");
    const admin = new Client({ host: "127.0.0.1", port, user: "rdsadmin", database: "postgres" });
    expect(await messageOf(() => admin.connect())).to.contain("password");
  });

  it("takes the new password of a stack that was made anew, and keeps the data", async () => {
    const io = new Heard();
    await runs.start(plan('se\'co\\nd "one"'), io);
    expect(io.reports).to.include(
      "oms: setting the deployed password of user orders; the data is kept",
    );
    expect(io.logs).to.deep.equal(["migration: run 4"]);
    expect(await messageOf(() => query("SELECT 1", "first"))).to.contain("password");
  });

  it("is started again when it dies, with all it had", async () => {
    const io = new Heard();
    await runs.start(plan(), io);
    const pid = serverPid();
    process.kill(pid, "SIGKILL");
    const runsNow = () => query<{ runs: number }>("SELECT count(*)::int AS runs FROM runs");
    await eventually("the server answers again", async () => {
      const rows = await runsNow().catch(() => []);
      return rows[0]?.runs === 5 && serverPid() !== pid;
    });
    expect(io.reports.some(line => line.startsWith("oms ended with signal SIGKILL"))).to.equal(
      true,
    );
  });

  for (const [what, forget] of [
    ["a run that was killed", () => undefined],
    ["a run that was killed and of which no record is left", () => fs.rmSync(recordFile())],
  ] as const) {
    it(`goes on after ${what}`, async () => {
      await killed(await startApart(plan()));
      const pid = serverPid();
      expect(isAlive(pid)).to.equal(true);
      forget();
      const io = new Heard();
      await runs.start(plan(), io);
      expect(isAlive(pid)).to.equal(false);
      expect(io.reports[0]).to.match(/^Stopping what an earlier run left: oms$|^oms: stopping the/);
    });
  }

  it("does not mind a lock with the id of a process of somebody else", async () => {
    fs.writeFileSync(path.join(stateDir, "postgres/oms/postmaster.pid"), `${process.pid}\n`);
    await runs.start(plan());
    expect(await query("SELECT 1 AS one")).to.deep.equal([{ one: 1 }]);
  });

  it("does not take another version's data", async () => {
    const file = path.join(stateDir, "postgres/oms/PG_VERSION");
    fs.writeFileSync(file, "15\n");
    const message = await messageOf(() => runs.start(plan()));
    fs.writeFileSync(file, "16\n");
    expect(message).to.equal(
      "oms: its data is of PostgreSQL 15 and the stack deploys 16: " +
        `move ${path.dirname(file)} away, or reset the stack's data`,
    );
  });

  it("says with the server's last lines why it does not come up", async () => {
    const file = path.join(stateDir, "postgres/oms/postgresql.conf");
    const settings = fs.readFileSync(file);
    fs.writeFileSync(file, "no_such_setting = 1\n");
    const message = await messageOf(() => runs.start(plan()));
    fs.writeFileSync(file, settings);
    expect(message).to.match(/^oms: PostgreSQL did not come up\n/);
    expect(message).to.contain("no_such_setting");
  });

  it("forgets everything at a reset", async () => {
    await reset(stateDir, () => undefined);
    expect(fs.readdirSync(stateDir)).to.deep.equal([]);
    await reset(path.join(stateDir, "none"), () => undefined);
  });
});
