import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { containerOf, statementsOf } from "../support/documents";
import { Registration } from "../support/mocks";
import { expectNoRulesInside, reachOf } from "./support/reach";
import { arn, containersOf, recordSystem, SystemRecording } from "./support/systems";

const BACK_END = [
  "auth-service",
  "order-service",
  "payment-service",
  "inventory-service",
  "product-service",
] as const;

/** The documented tiers: who may open a connection to whom, and on which port. */
const REACH = {
  internet: ["alb:443", "alb:80"],
  alb: ["api-gateway:3000", "dashboard-client:3001", "frontend:80"],
  frontend: ["api-gateway:3000"],
  "dashboard-client": ["api-gateway:3000"],
  "api-gateway": [
    "auth-service:4000",
    "inventory-service:3002",
    "order-service:3000",
    "payment-service:3001",
    "product-service:3002",
  ],
  ...Object.fromEntries(
    BACK_END.map(name => [name, ["broker:4222", "cache:6379", "database:5432"]]),
  ),
  migration: ["database:5432"],
  broker: ["files of the broker:2049"],
  "files of the broker": [],
  database: [],
  cache: [],
};

for (const stack of ["dev", "prod"] as const) {
  describe(`A4CO in ${stack}`, () => {
    let recording: SystemRecording;
    before(async () => (recording = await recordSystem("a4co", stack)));

    describe("in three tiers by security group", () => {
      const reach = () => {
        expectNoRulesInside(recording);
        return reachOf(recording, partsOf(recording));
      };

      for (const [from, expected] of Object.entries(REACH)) {
        it(`${from} reaches ${expected.join(", ") || "nothing"}`, () => {
          const open = stack === "dev" ? expected.filter(to => to !== "alb:443") : expected;
          expect(reach()[from]).to.deep.equal(open);
        });
      }

      it("has no group besides", () => {
        const known = Object.values(partsOf(recording)).map(({ name }) => name);
        for (const { name } of recording.all(aws.ec2.SecurityGroup)) {
          expect(known).to.include(name);
        }
        expect(recording.all(aws.ec2.SecurityGroup)).to.have.length(Object.keys(REACH).length - 1);
      });
    });

    it("in three tiers of subnets, none of which two share", () => {
      const tiers: string[][] = [
        recording.only(aws.lb.LoadBalancer).inputs.subnets,
        recording.only(aws.ecs.Service, "api-gateway").inputs.networkConfiguration.subnets,
        recording.only(aws.rds.SubnetGroup).inputs.subnetIds,
      ];
      expect(new Set(tiers.flat()).size).to.equal(6);
      expect(recording.only(aws.elasticache.SubnetGroup).inputs.subnetIds).to.deep.equal(tiers[2]);
    });

    it("limits an address to 300, 3000 and 600 requests a minute, the first that fits", () => {
      const limits = rateRules(recording);
      expect(
        limits.map(([name, { limit, evaluationWindowSec }]) => [name, limit, evaluationWindowSec]),
      ).to.deep.equal([
        ["auth", 300, 60],
        ["api", 3000, 60],
        ["general", 600, 60],
      ]);
      for (const [, { aggregateKeyType }] of limits) {
        expect(aggregateKeyType).to.equal("IP");
      }
    });

    it("counts each request under one limit alone", () => {
      const prefixes = rateRules(recording).map(([, rule]) => prefixesOf(rule.scopeDownStatement));
      expect(prefixes).to.deep.equal([
        { within: ["/api/v1/auth"], without: [] },
        { within: ["/api/"], without: ["/api/v1/auth"] },
        { within: [], without: ["/api/v1/auth", "/api/"] },
      ]);
    });

    it("answers 429 to who asks too often, before any other rule of the firewall", () => {
      const { rules } = recording.only(aws.wafv2.WebAcl).inputs;
      for (const name of ["auth", "api", "general"]) {
        const { action, priority } = rules.find((rule: any) => rule.name === name);
        expect(action.block.customResponse.responseCode).to.equal(429);
        expect(priority).to.be.below(3);
      }
      expect(recording.only(aws.wafv2.WebAclAssociation).inputs.resourceArn).to.contain(
        `:loadbalancer/app/a4co-alb-${stack}/`,
      );
    });

    it("refuses /metrics and answers /health at the edge, before any service is asked", () => {
      const fixed = (name: string) => {
        const { conditions, actions, priority } = recording.only(aws.lb.ListenerRule, name).inputs;
        const [{ fixedResponse }] = actions;
        return { path: conditions[0].pathPattern.values, priority, ...fixedResponse };
      };
      const metrics = fixed("a4co-alb-/metrics*");
      const health = fixed("a4co-alb-/health");
      expect(metrics)
        .to.include({ statusCode: "403" })
        .and.deep.include({ path: ["/metrics*"] });
      expect(health)
        .to.include({ statusCode: "200", messageBody: '{"status":"ok"}' })
        .and.deep.include({ path: ["/health"] });
      const all = recording.only(aws.lb.ListenerRule, "frontend-/*").inputs.priority;
      expect(metrics.priority).to.be.below(all);
      expect(health.priority).to.be.below(all);
    });

    it("sends the documented headers with every answer", () => {
      const listener = recording
        .all(aws.lb.Listener)
        .find(({ inputs }) => inputs.defaultActions[0].type !== "redirect")!;
      expect(listener.inputs).to.include({
        routingHttpResponseContentSecurityPolicyHeaderValue: "default-src 'self'",
        routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
        routingHttpResponseXFrameOptionsHeaderValue: "DENY",
        routingHttpResponseServerEnabled: false,
      });
      // Browsers heed it over HTTPS alone.
      expect(listener.inputs.routingHttpResponseStrictTransportSecurityHeaderValue).to.equal(
        stack === "prod" ? "max-age=31536000; includeSubDomains" : undefined,
      );
    });

    it("writes the broker's files from one task, also while a new one takes over", () => {
      const { inputs } = recording.only(aws.ecs.Service, "nats");
      expect(inputs).to.include({
        desiredCount: 1,
        deploymentMaximumPercent: 100,
        deploymentMinimumHealthyPercent: 0,
      });
      const scaled = recording.all(aws.appautoscaling.Target).map(({ name }) => name);
      expect(scaled).to.not.include("nats");
      const writers = [...containersOf(recording)]
        .filter(([, containers]) => containers.some(({ mountPoints }) => mountPoints?.length > 0))
        .map(([task]) => task);
      expect(writers).to.deep.equal(["nats"]);
    });

    it("keeps JetStream's files on an encrypted, backed-up file system", () => {
      const { command, mountPoints } = containerOf(recording, "nats");
      expect(command.slice(0, 3)).to.deep.equal(["-js", "-sd", "/data"]);
      expect(mountPoints).to.deep.equal([
        { sourceVolume: "nats-data", containerPath: "/data", readOnly: false },
      ]);
      expect(recording.only(aws.efs.FileSystem).inputs.encrypted).to.equal(true);
      expect(recording.only(aws.efs.BackupPolicy).inputs.backupPolicy).to.deep.equal({
        status: stack === "prod" ? "ENABLED" : "DISABLED",
      });
    });

    it("lets the database take 200 connections", () => {
      expect(recording.only(aws.rds.ParameterGroup).inputs.parameters).to.deep.include({
        name: "max_connections",
        value: "200",
        applyMethod: "pending-reboot",
      });
    });

    it("signs tokens with 64 random bytes, made at the first deployment", () => {
      const random = recording.resources.filter(
        ({ type, name }) => type === "random:index/randomPassword:RandomPassword" && name === "jwt",
      );
      expect(random).to.have.length(1);
      const { length, special } = random[0].inputs;
      // Letters and digits carry less than six bits each.
      expect(special).to.equal(false);
      expect(length * Math.log2(62)).to.be.at.least(64 * 8);
      const { options } = recording.only(aws.secretsmanager.SecretVersion, "jwt");
      expect(options.propertyDependencies.secretString).to.deep.equal([random[0].urn]);
    });

    it("hands JWT_SECRET to who signs and who checks, and to no other", () => {
      const name = stack === "prod" ? "/a4co/jwt/secret" : "/a4co/dev/jwt/secret";
      const holders = [...containersOf(recording)].filter(([, containers]) =>
        JSON.stringify(containers).includes(name),
      );
      expect(holders.map(([task]) => task)).to.have.members(["auth-service", "api-gateway"]);
      for (const [task, [container]] of holders) {
        expect(
          container.secrets.map((s: any) => s.name),
          task,
        ).to.include("JWT_SECRET");
        const resources = statementsOf(recording, `${task}-execution`).flatMap(s => s.Resource);
        expect(resources, task).to.include(arn("secretsmanager", `secret:${name}-??????`));
      }
    });
  });
}

describe("A4CO's dashboard", () => {
  const rule = async (changes: object) =>
    (await recordSystem("a4co", "prod", { ...changes }))
      .all(aws.lb.ListenerRule)
      .find(({ name }) => name.startsWith("dashboard-client"))!.inputs;
  const basePath = async (changes: object) =>
    containerOf(
      await recordSystem("a4co", "prod", { ...changes }),
      "dashboard-client",
    ).environment.find((variable: any) => variable.name === "BASE_PATH")?.value;

  it("answers below /dashboard, which the pages know", async () => {
    expect((await rule({})).conditions).to.deep.equal([
      { pathPattern: { values: ["/dashboard*"] } },
    ]);
    expect(await basePath({})).to.equal("/dashboard");
  });

  it("answers on a host of its own where the stack says so, before the front end", async () => {
    const changes = { options: { dashboardHost: "dashboard.example.com" } };
    const { conditions, priority } = await rule(changes);
    expect(conditions).to.deep.include({ hostHeader: { values: ["dashboard.example.com"] } });
    expect(await basePath(changes)).to.equal(undefined);
    const recording = await recordSystem("a4co", "prod", changes);
    expect(priority).to.be.below(
      recording.only(aws.lb.ListenerRule, "frontend-/*").inputs.priority,
    );
  });
});

/** What stands in a security group, by what it is to the documents. */
function partsOf(recording: SystemRecording): Record<string, Registration> {
  const services = recording.all(aws.ecs.Service).map(service => [service.name, service]);
  const { nats, ...others } = Object.fromEntries(services) as Record<string, Registration>;
  return {
    alb: recording.only(aws.lb.LoadBalancer),
    ...others,
    broker: nats,
    migration: recording.only(aws.ec2.SecurityGroup, "migration"),
    "files of the broker": recording.only(aws.ec2.SecurityGroup, "nats-data"),
    database: recording.only(aws.rds.Instance),
    cache: recording.only(aws.elasticache.ReplicationGroup),
  };
}

/** The rate-based rules by name, in the order in which the firewall asks them. */
function rateRules(recording: SystemRecording): [name: string, statement: any][] {
  const rules: any[] = recording.only(aws.wafv2.WebAcl).inputs.rules;
  return [...rules]
    .sort((a, b) => a.priority - b.priority)
    .filter(({ statement }) => statement.rateBasedStatement)
    .map(({ name, statement }) => [name, statement.rateBasedStatement]);
}

/** Beginnings of paths that a statement asks for, and those that it excludes. */
function prefixesOf(statement: any): { within: string[]; without: string[] } {
  const parts: any[] = statement.andStatement?.statements ?? [statement];
  const prefix = (part: any) => {
    expect(part.byteMatchStatement.positionalConstraint).to.equal("STARTS_WITH");
    return part.byteMatchStatement.searchString as string;
  };
  return {
    within: parts.filter(part => part.byteMatchStatement).map(prefix),
    without: parts
      .filter(part => part.notStatement)
      .map(part => prefix(part.notStatement.statement)),
  };
}
