import { expect } from "chai";

import { emptyDatabase, queryDatabase } from "../support/postgres";
import { buildService, startBuilt } from "../support/processes";
import { referenceApp } from "./support/apps";

const migrate = (env: NodeJS.ProcessEnv) => startBuilt("reference", "migrate.js", env).ended;
const lines = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as Record<string, unknown>);

describe("the reference migration", () => {
  let database: string;

  before(async function () {
    this.timeout(60_000);
    database = await emptyDatabase();
    await buildService("reference");
  });

  it("makes each service's table, and has nothing to do the second time", async () => {
    const env = { DATABASE_URL: database, SERVICE_NAMES: "order,customer" };
    const first = await migrate(env);
    expect(first.code, first.stderr).to.equal(0);
    expect(lines(first.stdout)).to.have.length(1);
    expect(lines(first.stdout)[0]).to.deep.include({
      service: "migration",
      msg: "migrated",
      made: ["order", "customer"],
    });
    const second = await migrate(env);
    expect(second.code).to.equal(0);
    expect(lines(second.stdout)[0]).to.deep.include({ msg: "nothing to migrate", made: [] });
  });

  /** URLs of a new database: its owner's, who is no admin, as on Amazon RDS, and a role's. */
  async function owned() {
    const admin = new URL(await emptyDatabase());
    const role = new URL(admin);
    role.username = `${admin.pathname.slice(1)}-app`;
    role.password = encodeURIComponent(`it's "5%" / ü`);
    return { admin: admin.href, role };
  }

  it("makes the services' role first, which then owns its tables, and can be run again", async () => {
    const { admin, role } = await owned();
    const env = {
      DATABASE_URL: role.href,
      ADMIN_DATABASE_URL: admin,
      SERVICE_NAMES: "orders",
    };
    for (const made of [["orders"], []]) {
      const { code, stdout, stderr } = await migrate(env);
      expect(code, stderr).to.equal(0);
      expect(lines(stdout).map(({ msg }) => msg)[0]).to.equal("the services' role is ready");
      expect(lines(stdout)[1]).to.deep.include({ made });
      expect(stdout).to.not.include("5%");
    }
    const owners = await queryDatabase(
      admin,
      "SELECT tableowner FROM pg_tables WHERE tablename = 'documents_orders'",
    );
    expect(owners).to.deep.equal([{ tableowner: role.username }]);
    const [rights] = await queryDatabase(
      admin,
      `SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = '${role.username}'`,
    );
    expect(rights).to.deep.equal({ rolsuper: false, rolcreaterole: false, rolcreatedb: false });
    const app = referenceApp({ RESOURCES: "orders", DATABASE_URL: role.href });
    expect((await app.inject("/orders")).statusCode).to.equal(200);
  });

  it("gives the role a new password", async () => {
    const { admin, role } = await owned();
    const env = { ADMIN_DATABASE_URL: admin, SERVICE_NAMES: "orders" };
    expect((await migrate({ ...env, DATABASE_URL: role.href })).code).to.equal(0);
    const old = role.href;
    role.password = "new-secret";
    expect((await migrate({ ...env, DATABASE_URL: role.href })).code).to.equal(0);
    const status = async (DATABASE_URL: string) =>
      (await referenceApp({ RESOURCES: "orders", DATABASE_URL }).inject("/orders")).statusCode;
    expect(await status(role.href)).to.equal(200);
    expect(await status(old)).to.equal(503);
  });

  for (const [what, env, message] of [
    ["without a database's URL", {}, /^migration: DATABASE_URL is missing; set it to \S+/],
    [
      "when the database is away",
      { DATABASE_URL: "postgresql://u:secret@127.0.0.1:2/d", SERVICE_NAMES: "a" },
      /^migration: the migration failed: the database is away: connect ECONNREFUSED 127\.0\.0\.1:2$/,
    ],
    [
      "when the administrator is away",
      {
        DATABASE_URL: "postgresql://u:secret@127.0.0.1:2/d",
        ADMIN_DATABASE_URL: "postgresql://a:secret@127.0.0.1:2/d",
      },
      /^migration: the migration failed: connect ECONNREFUSED 127\.0\.0\.1:2$/,
    ],
  ] as const) {
    it(`says in one line why it fails ${what}`, async () => {
      const { code, stdout, stderr } = await migrate(env);
      expect(code).to.equal(1);
      expect(stdout).to.equal("");
      expect(stderr.trimEnd().split("\n")).to.have.length(1);
      expect(stderr.trimEnd()).to.match(message);
    });
  }
});
