import { expect } from "chai";

import { emptyDatabase, holdLock, queryDatabase } from "../support/postgres";
import { startBuilt } from "./support/processes";
import { until } from "../support/until";

const migrate = (url: string) => startBuilt("order-service", "migrate.js", { DATABASE_URL: url });
/** The lock of node-pg-migrate. */
const migrationLock = "7241865325823964";
const names = ["0001_customers", "0002_orders", "0003_invoices"];

async function appliedTo(url: string) {
  const rows = await queryDatabase(url, "SELECT name FROM schema_migrations ORDER BY id");
  return rows.map(({ name }) => name);
}

describe("the migration", () => {
  let database: string;

  before(async function () {
    this.timeout(60_000);
    database = await emptyDatabase();
  });

  it("makes every table, and has nothing to do the second time", async () => {
    const first = await migrate(database).ended;
    expect(first.code, first.stderr).to.equal(0);
    const line = JSON.parse(first.stdout);
    expect(line).to.deep.include({ service: "migration", msg: "migrated", applied: names });
    const second = await migrate(database).ended;
    expect(second.code).to.equal(0);
    expect(JSON.parse(second.stdout)).to.deep.include({ msg: "nothing to migrate", applied: [] });
    expect(await appliedTo(database)).to.deep.equal(names);
  });

  it("runs once when two come at once", async () => {
    const url = await emptyDatabase();
    const release = await holdLock(url, `SELECT pg_advisory_lock(${migrationLock})`);
    const ends = [migrate(url).ended, migrate(url).ended];
    const waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    await until(async () => (await queryDatabase(url, waiting)).length === 2);
    await release();
    const runs = await Promise.all(ends);
    expect(runs.map(({ code }) => code)).to.deep.equal([0, 0]);
    const messages = runs.map(({ stdout }) => JSON.parse(stdout).msg as string).sort();
    expect(messages).to.deep.equal(["migrated", "nothing to migrate"]);
    expect(await appliedTo(url)).to.deep.equal(names);
  });

  for (const [what, env, message] of [
    ["without a database's URL", {}, /^migration: DATABASE_URL is missing; set it to \S+/],
    [
      "when the database is away",
      { DATABASE_URL: "postgresql://u:secret@127.0.0.1:2/d" },
      /^migration: nothing was migrated: connect ECONNREFUSED 127\.0\.0\.1:2$/,
    ],
  ] as const) {
    it(`says in one line why it fails ${what}`, async () => {
      const { code, stdout, stderr } = await startBuilt("order-service", "migrate.js", env).ended;
      expect(code).to.equal(1);
      expect(stdout).to.equal("");
      expect(stderr.trimEnd().split("\n")).to.have.length(1);
      expect(stderr.trimEnd()).to.match(message);
    });
  }
});
