import { expect } from "chai";

import { readConfig, readMigrationConfig } from "../../../services/reference/src/config";

const required = { SERVICE_NAME: "order" };
const DATABASE_URL = "postgresql://app@db:5432/shop?sslmode=require";

describe("the reference service's environment", () => {
  it("has defaults for all but the service's name", () => {
    expect(readConfig(required)).to.deep.equal({
      port: 3000,
      host: "0.0.0.0",
      logLevel: "info",
      nodeEnv: "development",
      environment: "development",
      service: "order",
      basePath: "",
      resources: [],
      health: { service: "order", format: "plain", paths: ["/health"], readyPaths: [] },
      html: false,
      corsOrigins: [],
      database: undefined,
      cache: undefined,
      brokerUrl: undefined,
      links: {},
    });
  });

  it("is read", () => {
    const config = readConfig({
      SERVICE_NAME: "order-service",
      PORT: "8080",
      ENVIRONMENT: "production",
      NODE_ENV: "test",
      BASE_PATH: "/api/order",
      RESOURCES: "orders, line-items",
      HEALTH_PATHS: "/health,/health/live",
      READY_PATHS: "/health/ready",
      HEALTH_FORMAT: "detailed",
      HTML: "true",
      CORS_ORIGINS: "https://a.example,http://localhost:5173",
      REDIS_URL: "rediss://:token@cache:6379",
      REDIS_CLUSTER: "true",
      REDIS_TTL: "300",
      NATS_URL: "nats://:token@nats:4222",
      CUSTOMER_SERVICE_URL: "http://customer-service.shop.internal:8002",
      PAYMENT_URL: "https://payment",
      IMAGE_URL: "s3://bucket",
      someUrl: "http://x",
    });
    expect(config).to.deep.include({
      port: 8080,
      environment: "production",
      service: "order-service",
      basePath: "/api/order",
      resources: ["orders", "line-items"],
      html: true,
      corsOrigins: ["https://a.example", "http://localhost:5173"],
      cache: { url: "rediss://:token@cache:6379", cluster: true, ttlSeconds: 300 },
      brokerUrl: "nats://:token@nats:4222",
      links: {
        "customer-service": "http://customer-service.shop.internal:8002",
        payment: "https://payment",
      },
    });
    expect(config.health).to.deep.include({
      format: "detailed",
      paths: ["/health", "/health/live"],
      readyPaths: ["/health/ready"],
    });
  });

  it("joins a password that is apart to the databases' URLs, and leaves one that is there", () => {
    const { database } = readConfig({
      ...required,
      DATABASE_URL,
      DATABASE_REPLICA_URL: "postgresql://app:own@replica/shop",
      PGPASSWORD: "p@ss/w%rd",
    });
    expect(database).to.deep.equal({
      url: "postgresql://app:p%40ss%2Fw%25rd@db:5432/shop?sslmode=require",
      replicaUrl: "postgresql://app:own@replica/shop",
      poolMax: 10,
    });
  });

  for (const [env, message] of [
    [{ SERVICE_NAME: "" }, "SERVICE_NAME is missing; set it to a name like order-service"],
    [{ SERVICE_NAME: "Order" }, 'SERVICE_NAME has "Order"; use a name like order-service'],
    [{ PORT: "0" }, 'PORT is "0"; use a whole number from 1 to 65535'],
    [
      { BASE_PATH: "/api/" },
      'BASE_PATH has "/api/"; use a path like /api/orders, without a slash at its end',
    ],
    [
      { BASE_PATH: "/a/:id" },
      'BASE_PATH has "/a/:id"; use a path like /api/orders, without a slash at its end',
    ],
    [{ RESOURCES: "a,B" }, 'RESOURCES has "B"; use names like orders,line-items'],
    [{ RESOURCES: "a,a" }, 'RESOURCES is "a,a"; name each once'],
    [{ HEALTH_PATHS: "health" }, 'HEALTH_PATHS has "health"; use paths like /health,/health/live'],
    [{ READY_PATHS: "/a/*" }, 'READY_PATHS has "/a/*"; use paths like /health,/health/live'],
    [{ HEALTH_FORMAT: "xml" }, 'HEALTH_FORMAT is "xml"; use one of plain, actuator, detailed'],
    [{ HTML: "yes" }, 'HTML is "yes"; use one of true, false'],
    [{ CORS_ORIGINS: "*" }, 'CORS_ORIGINS has "*"; use origins like https://www.example.com'],
    [
      { CORS_ORIGINS: "https://a/" },
      'CORS_ORIGINS has "https://a/"; use origins like https://www.example.com',
    ],
    [
      { REDIS_URL: "http://x" },
      "REDIS_URL is not a valid URL; use redis://:TOKEN@HOST:PORT, or rediss:// for TLS",
    ],
    [
      { REDIS_URL: "redis://x", REDIS_TTL: "0" },
      'REDIS_TTL is "0"; use a whole number from 1 to 31536000',
    ],
    [{ NATS_URL: "http://x" }, "NATS_URL is not a valid URL; use nats://:TOKEN@HOST:PORT"],
    [{ CACHE_URL: "http://x" }, "CACHE_URL is HTTP; name the linked service otherwise"],
    [
      { DATABASE_URL, DATABASE_REPLICA_URL: "replica" },
      "DATABASE_REPLICA_URL is not a valid URL; use postgresql://USER@HOST:PORT/DATABASE, with ?sslmode=require for TLS",
    ],
    [{ READY_PATHS: "/health" }, "READY_PATHS and HEALTH_PATHS both ask for /health; change one"],
    [{ HEALTH_PATHS: "/" }, "BASE_PATH and HEALTH_PATHS both ask for /; change one"],
    [
      { RESOURCES: "events", NATS_URL: "nats://x" },
      "the events and RESOURCES both ask for /events; change one",
    ],
    [
      { PORT: "x", HTML: "1" },
      'PORT is "x"; use a whole number from 1 to 65535; HTML is "1"; use one of true, false',
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(env)}`, () => {
      expect(() => readConfig({ ...required, ...env }))
        .to.throw(message)
        .with.property("message", message);
    });
  }
});

describe("the reference migration's environment", () => {
  const ADMIN_DATABASE_URL = "postgresql://postgres@db:5432/shop";
  const app = { DATABASE_URL: "postgresql://app:secret@db:5432/shop" };

  it("is read, with passwords apart", () => {
    expect(
      readMigrationConfig({
        DATABASE_URL,
        PGPASSWORD: "a",
        ADMIN_DATABASE_URL,
        ADMIN_PGPASSWORD: "b",
        SERVICE_NAMES: "order,customer",
      }),
    ).to.deep.equal({
      services: ["order", "customer"],
      url: "postgresql://app:a@db:5432/shop?sslmode=require",
      adminUrl: "postgresql://postgres:b@db:5432/shop",
      nodeEnv: "development",
    });
  });

  const otherUser =
    "DATABASE_URL must name a user with a password, other than the one of ADMIN_DATABASE_URL";
  for (const [env, message] of [
    [{}, /^DATABASE_URL is missing; set it to \S+/],
    [{ ...app, SERVICE_NAMES: "A" }, /^SERVICE_NAMES has "A"; use names like order,customer$/],
    [
      { ...app, ADMIN_DATABASE_URL: "postgresql://postgres@db:5432/other" },
      /^ADMIN_DATABASE_URL names another database than DATABASE_URL$/,
    ],
    [{ ...app, ADMIN_DATABASE_URL: "postgresql://app@db:5432/shop" }, new RegExp(`^${otherUser}$`)],
    [{ DATABASE_URL, ADMIN_DATABASE_URL }, new RegExp(`^${otherUser}$`)],
  ] as const) {
    it(`refuses ${JSON.stringify(env)}`, () => {
      expect(() => readMigrationConfig(env)).to.throw(message);
    });
  }
});
