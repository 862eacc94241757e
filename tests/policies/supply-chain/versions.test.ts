import type { ServiceArgs } from "@pulumi/aws/ecs";
import type {
  ClusterArgs as CacheClusterArgs,
  ReplicationGroupArgs,
  ServerlessCacheArgs,
} from "@pulumi/aws/elasticache";
import type { FunctionArgs } from "@pulumi/aws/lambda";
import type { ClusterArgs, InstanceArgs } from "@pulumi/aws/rds";
import { expect } from "chai";

import { ecsFargateLatestPlatformVersion } from "../../../policies/supply-chain/ecs-fargate-latest-platform-version";
import { elasticacheEngineVersionSupported } from "../../../policies/supply-chain/elasticache-engine-version-supported";
import { lambdaRuntimeSupported } from "../../../policies/supply-chain/lambda-runtime-supported";
import { rdsEngineVersionSupported } from "../../../policies/supply-chain/rds-engine-version-supported";
import { isBefore } from "../../../policies/versions";
import { unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props, ruleCases } from "../support/rule-cases";

describe("isBefore", () => {
  for (const [version, other, expected] of [
    ["9.6", "14", true],
    ["13.22", "14", true],
    ["14", "14", false],
    ["16.4", "14", false],
    ["8.0.39", "8.4", true],
    ["8.4.3", "8.4", false],
    ["5.7.mysql_aurora.2.11.2", "8.0", true],
    ["8.0.mysql_aurora.3.08.0", "8.0", false],
    ["6.x", "6", false],
    ["7", "7.2", false],
    ["7.1", "7.2", true],
    ["latest", "7.2", false],
  ] as const) {
    it(`says ${expected} of ${version} and ${other}`, () => {
      expect(isBefore(version, other)).to.equal(expected);
    });
  }
});

const fixed = "The platform version is fixed: remove platformVersion, or set it to LATEST.";
const SERVICE = "aws:ecs/service:Service";
describeRule<ServiceArgs>(ecsFargateLatestPlatformVersion, SERVICE, [
  ["reports an old version", { platformVersion: "1.3.0" }, [fixed]],
  ["reports one that is the latest today", { platformVersion: "1.4.0" }, [fixed]],
  ["accepts the latest", { platformVersion: "LATEST" }, []],
  ["accepts what is left out, which means the latest", {}, []],
  [
    "waits for what is not known yet",
    { platformVersion: unknownValue },
    ["string value at .platformVersion can't be known during preview"],
  ],
]);

describe("what supply-chain mends of a service", () => {
  it("is its platform version", async () => {
    const mend = (props: object) =>
      mended(ecsFargateLatestPlatformVersion, { type: SERVICE, props });
    expect(await mend({ platformVersion: "1.3.0" })).to.deep.equal({ platformVersion: "LATEST" });
    expect(await mend({})).to.equal(undefined);
  });
});

const old = (engine: string, version: string, minimum: string, property = "engineVersion") =>
  `${engine} ${version} is no longer in standard support: set ${property} to ${minimum} or later.`;
const extended =
  "AWS charges for Extended Support once the version is old: set engineLifecycleSupport to open-source-rds-extended-support-disabled.";
describe(rdsEngineVersionSupported.name, () => {
  ruleCases<InstanceArgs>(rdsEngineVersionSupported, "aws:rds/instance:Instance", [
    [
      "reports an old PostgreSQL",
      { engine: "postgres", engineVersion: "13.22" },
      [old("postgres", "13.22", "14")],
    ],
    [
      "reports an old MySQL",
      { engine: "mysql", engineVersion: "8.0" },
      [old("mysql", "8.0", "8.4")],
    ],
    [
      "reports an old MariaDB",
      { engine: "mariadb", engineVersion: "10.6" },
      [old("mariadb", "10.6", "10.11")],
    ],
    ["accepts a later one", { engine: "postgres", engineVersion: "16" }, []],
    ["accepts AWS's choice", { engine: "postgres" }, []],
    ["accepts a replica, which follows its source", { replicateSourceDb: "orders" }, []],
    ["leaves other engines alone", { engine: "oracle-ee", engineVersion: "12" }, []],
    [
      "takes a minimum of the stack's own",
      { engine: "postgres", engineVersion: "16.4" },
      [old("postgres", "16.4", "17")],
      { config: { minimums: { postgres: "17" } } },
    ],
    [
      "reports Extended Support where it is refused",
      { engine: "postgres", engineVersion: "16" },
      [extended],
      { config: { refuseExtendedSupport: true } },
    ],
    [
      "accepts a refusal of it",
      { engine: "postgres", engineLifecycleSupport: "open-source-rds-extended-support-disabled" },
      [],
      { config: { refuseExtendedSupport: true } },
    ],
    [
      "waits for what is not known yet",
      { engine: "postgres", engineVersion: unknownValue },
      ["string value at .engineVersion can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsEngineVersionSupported, "aws:rds/cluster:Cluster", [
    [
      "reports an old Aurora",
      { engine: "aurora-mysql", engineVersion: "5.7.mysql_aurora.2.11.2" },
      [old("aurora-mysql", "5.7.mysql_aurora.2.11.2", "8.0")],
    ],
    ["accepts a later one", { engine: "aurora-postgresql", engineVersion: "16.4" }, []],
  ]);
});

describe(elasticacheEngineVersionSupported.name, () => {
  ruleCases<ReplicationGroupArgs>(
    elasticacheEngineVersionSupported,
    "aws:elasticache/replicationGroup:ReplicationGroup",
    [
      [
        "reports an old Redis",
        { engine: "redis", engineVersion: "5.0.6" },
        [old("redis", "5.0.6", "6")],
      ],
      [
        "reports one whose engine is left out",
        { engineVersion: "4.0.10" },
        [old("redis", "4.0.10", "6")],
      ],
      ["accepts a later one", { engine: "redis", engineVersion: "7.1" }, []],
      ["accepts any minor version", { engine: "redis", engineVersion: "6.x" }, []],
      ["accepts Valkey", { engine: "valkey", engineVersion: "8.0" }, []],
      ["accepts AWS's choice", { engine: "redis" }, []],
      [
        "takes a minimum of the stack's own",
        { engine: "redis", engineVersion: "6.2" },
        [old("redis", "6.2", "7.1")],
        { config: { minimums: { redis: "7.1" } } },
      ],
      [
        "waits for what is not known yet",
        { engineVersion: unknownValue },
        ["string value at .engineVersion can't be known during preview"],
      ],
    ],
  );
  ruleCases<CacheClusterArgs>(
    elasticacheEngineVersionSupported,
    "aws:elasticache/cluster:Cluster",
    [
      [
        "reports an old version",
        { engine: "redis", engineVersion: "5.0.6" },
        [old("redis", "5.0.6", "6")],
      ],
      [
        "says nothing about Memcached, whose versions have no end",
        { engine: "memcached", engineVersion: "1.5.16" },
        [],
      ],
    ],
  );
  ruleCases<ServerlessCacheArgs>(
    elasticacheEngineVersionSupported,
    "aws:elasticache/serverlessCache:ServerlessCache",
    [
      [
        "reports an old version",
        { engine: "redis", majorEngineVersion: "5" },
        [old("redis", "5", "6", "majorEngineVersion")],
      ],
      ["accepts Valkey", { engine: "valkey", majorEngineVersion: "7" }, []],
    ],
  );
});

type Row = [string, Props<FunctionArgs>, string[]];
const runtime = (name: string) =>
  `${name} gets no security fixes any more: set runtime to a later version.`;
describeRule<FunctionArgs>(lambdaRuntimeSupported, "aws:lambda/function:Function", [
  ["reports an old Node.js", { runtime: "nodejs16.x" }, [runtime("nodejs16.x")]],
  ["reports an old Python", { runtime: "python3.8" }, [runtime("python3.8")]],
  ["reports an old Java", { runtime: "java8" }, [runtime("java8")]],
  ...["provided.al2", "python3.10", "dotnet8"].map((name): Row => [
    `reports ${name}, which AWS gave up in 2026`,
    { runtime: name },
    [runtime(name)],
  ]),
  ...["nodejs22.x", "python3.11", "java8.al2"].map((name): Row => [
    `accepts ${name}`,
    { runtime: name },
    [],
  ]),
  ["accepts one that still gets fixes", { runtime: "provided.al2023" }, []],
  ["accepts a container image, which has none", { packageType: "Image" }, []],
  [
    "takes a list of the stack's own",
    { runtime: "python3.12" },
    [runtime("python3.12")],
    { config: { deprecated: ["python3.12"] } },
  ],
  [
    "waits for what is not known yet",
    { runtime: unknownValue },
    ["string value at .runtime can't be known during preview"],
  ],
]);
