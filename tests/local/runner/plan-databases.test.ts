import { expect } from "chai";
import { plan, problem } from "./fixtures/plan";
import * as state from "./fixtures/state";

const cluster = (over: Record<string, unknown> = {}) =>
  state.resource("aws:rds/cluster:Cluster", "orders", {
    clusterIdentifier: "orders",
    engine: "aurora-postgresql",
    engineVersion: "16.6",
    databaseName: "orders",
    masterUsername: "admin",
    masterPassword: state.asSecret("pw"),
    port: 5432,
    endpoint: "orders.cluster-c0ffee.us-east-1.rds.amazonaws.com",
    readerEndpoint: "orders.cluster-ro-c0ffee.us-east-1.rds.amazonaws.com",
    ...over,
  });
const url = (host: string) => `postgresql://app:pw@${host}:5432/orders?sslmode=require`;
const here = "postgresql://app:pw@127.0.0.1:5433/orders?sslmode=disable";

describe("planRun: databases", () => {
  it("stands for a cluster, its readers and its instances with one server", () => {
    const hosts = [
      "orders.cluster-c0ffee.us-east-1.rds.amazonaws.com",
      "orders.cluster-ro-c0ffee.us-east-1.rds.amazonaws.com",
      "orders-1.c0ffee.us-east-1.rds.amazonaws.com",
    ];
    const { databases, services } = plan([
      cluster(),
      state.resource("aws:rds/clusterInstance:ClusterInstance", "orders-1", {
        clusterIdentifier: "orders",
        endpoint: hosts[2],
      }),
      ...state.service("s", { env: { A: url(hosts[0]), B: url(hosts[1]), C: url(hosts[2]) } }),
    ]);
    expect(databases).to.have.length(1);
    expect(databases[0]).to.include({ name: "orders", major: "16", user: "admin", password: "pw" });
    expect(services[0].env).to.include({ A: here, B: here, C: here });
  });

  it("takes a replica and a proxy for the server behind them", () => {
    const replica = "copy.c0ffee.us-east-1.rds.amazonaws.com";
    const proxy = "pool.proxy-c0ffee.us-east-1.rds.amazonaws.com";
    const copy = { ...state.database({ address: replica, replicateSourceDb: "oms" }) };
    const { databases, services } = plan([
      state.database(),
      { ...copy, urn: `${copy.urn}-replica` },
      state.resource("aws:rds/proxy:Proxy", "pool", { name: "pool", endpoint: proxy }),
      state.resource("aws:rds/proxyTarget:ProxyTarget", "pool", {
        dbProxyName: "pool",
        dbInstanceIdentifier: "oms",
      }),
      ...state.service("s", { env: { READ: url(replica), POOL: url(proxy) } }),
    ]);
    expect(databases.map(({ name }) => name)).to.deep.equal(["oms"]);
    expect(services[0].env).to.include({ READ: here, POOL: here });
  });

  it("knows a replica's source in another region by its ARN", () => {
    const arn = "arn:aws:rds:us-east-1:123456789012:db:oms";
    const copy = state.database({ address: "copy.example", replicateSourceDb: arn });
    const { databases } = plan([state.database(), { ...copy, urn: `${copy.urn}-replica` }]);
    expect(databases).to.have.length(1);
  });

  it("refuses a replica and a proxy of something that is not there", async () => {
    expect(await problem([state.database({ replicateSourceDb: "gone" })])).to.equal(
      "aws:rds/instance:Instance database: its source gone is not deployed",
    );
    const proxy = state.resource("aws:rds/proxy:Proxy", "pool", { name: "p", endpoint: "e" });
    expect(await problem([proxy])).to.equal("aws:rds/proxy:Proxy pool: it has no target");
  });

  it("makes the password that RDS would keep, the same for server and services", () => {
    const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-0a1b2c3d-AbCdEf";
    const managed = { password: undefined, masterUserSecrets: [{ secretArn }] };
    const { databases, services } = plan([
      state.database(managed),
      ...state.service("s", {
        secrets: { PGPASSWORD: `${secretArn}:password::`, PGUSER: `${secretArn}:username::` },
      }),
    ]);
    expect(databases[0].password).to.match(/^[\w-]{43}$/);
    expect(services[0].env).to.include({ PGPASSWORD: databases[0].password, PGUSER: "orders" });
  });

  it("refuses a database that nobody could log in to", async () => {
    expect(await problem([state.database({ password: undefined })])).to.equal(
      "aws:rds/instance:Instance database: it has neither a password nor a secret that RDS manages",
    );
    expect(await problem([state.database({ dbName: null })])).to.equal(
      "aws:rds/instance:Instance database: dbName is not set; a database needs it here",
    );
  });

  it("stands for a host that is not part of the stack, with what its URL says", () => {
    const host = "postgres-cluster.cluster-xyz.us-east-1.rds.amazonaws.com";
    const { databases, services, notes } = plan([
      state.parameter("/url", `postgresql://app:p%40w@${host}:6432/order_management`),
      ...state.service("a", { secrets: { DATABASE_URL: state.parameterArn("/url") } }),
      ...state.service("b", {
        port: 4002,
        env: { DATABASE_URL: `postgres://app@${host}:6432/order_management`, PGPASSWORD: "p@w" },
      }),
    ]);
    expect(
      databases.map(({ name, user, password, database, port }) => [
        name,
        user,
        password,
        database,
        port,
      ]),
    ).to.deep.equal([[host, "app", "p@w", "order_management", 5433]]);
    expect(services.map(({ env }) => env.DATABASE_URL)).to.deep.equal([
      "postgresql://app:p%40w@127.0.0.1:5433/order_management",
      "postgres://app@127.0.0.1:5433/order_management",
    ]);
    expect(notes).to.deep.equal([
      `${host} is not part of this stack: a PostgreSQL of this machine stands for it`,
    ]);
  });

  it("makes nothing of a URL that lets nobody in, or of this machine", () => {
    const env = { A: "postgres://app@elsewhere.example/db", B: "postgres://u:p@localhost/db" };
    expect(plan(state.service("s", { env })).databases).to.deep.equal([]);
  });
});
