import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { containerOf, statementsOf } from "../support/documents";
import { Recording } from "../support/mocks";
import { recordProgram } from "../support/program";

/** What the system's documents say of each environment, in the order in which they say it. */
const DOCUMENTED = {
  prod: {
    names: {
      cluster: "order-management-prod",
      loadBalancer: "order-management-alb-prod",
      targetGroups: { orders: "order-service-tg-prod", invoices: "invoice-service-tg-prod" },
      keyAlias: "alias/order-management-prod",
      logGroup: "/ecs/order-management-prod",
      credentials: "/order-management/database/credentials",
      databaseUrl: "/order-management/database/url",
      orderServiceUrl: "/order-management/services/order-service/url",
      repositories: ["order-management/order-service", "order-management/invoice-service"],
    },
    orderServiceUrl: "http://order-service.order-management-prod.internal:3001",
    ports: { orders: 3001, invoices: 3004 },
    size: { cpu: "512", memory: "1024" },
    migrationSize: { cpu: "256", memory: "512" },
    tasks: { min: 2, desired: 3, max: 10 },
    scaling: { cpu: 70, memory: 80, scaleOut: 300, scaleIn: 300 },
    routes: {
      orders: ["/api/customers*", "/api/orders*", "/health"],
      invoices: ["/api/invoices*"],
    },
    health: { path: "/health", interval: 30, timeout: 5, retries: 3 },
    logRetentionDays: 30,
    exec: true,
    capacity: {
      orders: [{ capacityProvider: "FARGATE", weight: 1 }],
      invoices: [
        { capacityProvider: "FARGATE", base: 1, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ],
    },
    database: { version: "16", class: "db.t4g.medium", name: "order_management", multiAz: true },
    backupDays: 7,
    endpoints: ["ecr.api", "ecr.dkr", "kms", "logs", "s3", "secretsmanager", "ssm", "ssmmessages"],
    alarms: ["5xx", "cpu", "latency", "memory", "unhealthy"],
    latencyTarget: 0.1,
    listeners: [80, 443],
    taskRole: {
      parameters: "parameter/order-management/*",
      secrets: "secret:/order-management/*",
    },
  },
  dev: {
    names: {
      cluster: "order-management-dev",
      loadBalancer: "order-management-alb-dev",
      targetGroups: { orders: "order-service-tg-dev", invoices: "invoice-service-tg-dev" },
      keyAlias: "alias/order-management-dev",
      logGroup: "/ecs/order-management-dev",
      credentials: "/order-management/dev/database/credentials",
      databaseUrl: "/order-management/dev/database/url",
      orderServiceUrl: "/order-management/dev/services/order-service/url",
      repositories: ["order-management/dev/order-service", "order-management/dev/invoice-service"],
    },
    orderServiceUrl: "http://order-service.order-management-dev.internal:3001",
    ports: { orders: 3001, invoices: 3004 },
    size: { cpu: "256", memory: "512" },
    migrationSize: { cpu: "256", memory: "512" },
    tasks: { min: 1, desired: 1, max: 2 },
    scaling: { cpu: 70, memory: 80, scaleOut: 300, scaleIn: 300 },
    routes: {
      orders: ["/api/customers*", "/api/orders*", "/health"],
      invoices: ["/api/invoices*"],
    },
    health: { path: "/health", interval: 30, timeout: 5, retries: 3 },
    logRetentionDays: 14,
    exec: true,
    capacity: {
      orders: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
      invoices: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    },
    database: { version: "16", class: "db.t4g.micro", name: "order_management", multiAz: false },
    backupDays: 7,
    endpoints: ["ecr.api", "ecr.dkr", "kms", "logs", "s3", "secretsmanager", "ssm", "ssmmessages"],
    alarms: [] as string[],
    latencyTarget: 0.1,
    listeners: [80],
    taskRole: {
      parameters: "parameter/order-management/dev/*",
      secrets: "secret:/order-management/dev/*",
    },
  },
} as const;

const SERVICES = { orders: "order-service", invoices: "invoice-service" } as const;

for (const stack of ["prod", "dev"] as const) {
  describe(`Order Management in ${stack}, as documented`, () => {
    const documented = DOCUMENTED[stack];
    let recording: Recording<unknown>;
    before(async () => (recording = await recordProgram(stack)));

    const names = (type: Parameters<Recording["all"]>[0], key = "name") =>
      recording.all(type).map(({ inputs }) => inputs[key] as string);

    it("names its cluster, load balancer, key and log group", () => {
      const { cluster, loadBalancer, keyAlias, logGroup } = documented.names;
      expect(names(aws.ecs.Cluster)).to.deep.equal([cluster]);
      expect(names(aws.lb.LoadBalancer)).to.deep.equal([loadBalancer]);
      expect(names(aws.kms.Alias)).to.deep.equal([keyAlias]);
      expect(names(aws.cloudwatch.LogGroup)).to.include(logGroup);
    });

    it("names its secret, parameters and repositories", () => {
      const { credentials, databaseUrl, orderServiceUrl, repositories } = documented.names;
      expect(names(aws.secretsmanager.Secret)).to.deep.equal([credentials]);
      expect(names(aws.ssm.Parameter)).to.include.members([databaseUrl, orderServiceUrl]);
      expect(names(aws.ecr.Repository)).to.have.members([...repositories]);
    });

    it("keeps the database's URL secret and the service's in the clear", () => {
      const parameter = (name: string) =>
        recording.all(aws.ssm.Parameter).find(({ inputs }) => inputs.name === name)?.inputs;
      expect(parameter(documented.names.databaseUrl)).to.include({ type: "SecureString" });
      expect(parameter(documented.names.orderServiceUrl)).to.include({
        type: "String",
        value: documented.orderServiceUrl,
      });
    });

    for (const [key, service] of Object.entries(SERVICES) as [keyof typeof SERVICES, string][]) {
      describe(service, () => {
        it("has its size", () => {
          const { inputs } = recording.only(aws.ecs.TaskDefinition, service);
          expect(inputs).to.include(documented.size);
        });

        it("listens on its port, which its target group, its rules and PORT name", () => {
          const port = documented.ports[key];
          const container = containerOf(recording, service);
          expect(container.portMappings).to.deep.equal([{ containerPort: port, protocol: "tcp" }]);
          expect(container.environment).to.deep.include({ name: "PORT", value: String(port) });
          expect(recording.only(aws.lb.TargetGroup, service).inputs).to.include({
            port,
            name: documented.names.targetGroups[key],
          });
          expect(
            recording.only(aws.vpc.SecurityGroupIngressRule, `${service}-from-alb`).inputs,
          ).to.include({ fromPort: port, toPort: port });
        });

        it("runs as production code, with its values from where they are kept", () => {
          const { environment, secrets } = containerOf(recording, service);
          expect(environment).to.deep.include({ name: "NODE_ENV", value: "production" });
          const { databaseUrl, orderServiceUrl } = documented.names;
          const arn = (name: string) => `arn:aws:ssm:us-east-1:123456789012:parameter${name}`;
          expect(secrets).to.deep.equal([
            { name: "DATABASE_URL", valueFrom: arn(databaseUrl) },
            ...(key === "invoices"
              ? [{ name: "ORDER_SERVICE_URL", valueFrom: arn(orderServiceUrl) }]
              : []),
          ]);
        });

        it("starts with and stays within its numbers of tasks", () => {
          const { min, desired, max } = documented.tasks;
          const { inputs, options } = recording.only(aws.ecs.Service, service);
          expect(inputs.desiredCount).to.equal(desired);
          expect(options.ignoreChanges).to.deep.equal(["desiredCount"]);
          expect(recording.only(aws.appautoscaling.Target, service).inputs).to.include({
            minCapacity: min,
            maxCapacity: max,
          });
        });

        for (const metric of ["cpu", "memory"] as const) {
          it(`follows its ${metric} use at the documented pace`, () => {
            const { inputs } = recording.only(aws.appautoscaling.Policy, `${service}-${metric}`);
            expect(inputs.targetTrackingScalingPolicyConfiguration).to.include({
              targetValue: documented.scaling[metric],
              scaleOutCooldown: documented.scaling.scaleOut,
              scaleInCooldown: documented.scaling.scaleIn,
            });
          });
        }

        it("takes its routes", () => {
          const own = recording
            .all(aws.lb.ListenerRule)
            .filter(({ urn }) => urn.includes(`::${service}-`))
            .map(({ inputs }) => inputs.conditions);
          expect(own).to.deep.equal(
            documented.routes[key].map(path => [{ pathPattern: { values: [path] } }]),
          );
        });

        it("is asked for its health in the container and at the load balancer", () => {
          const { path, interval, timeout, retries } = documented.health;
          expect(containerOf(recording, service).healthCheck).to.deep.include({
            command: [
              "CMD-SHELL",
              `wget -q -O /dev/null http://127.0.0.1:${documented.ports[key]}${path} || exit 1`,
            ],
            interval,
            timeout,
            retries,
          });
          expect(recording.only(aws.lb.TargetGroup, service).inputs.healthCheck).to.include({
            path,
            interval,
            timeout,
            unhealthyThreshold: retries,
          });
        });

        it("runs on its mix of capacity, open to operators", () => {
          const { inputs } = recording.only(aws.ecs.Service, service);
          expect(inputs.capacityProviderStrategies).to.deep.equal(documented.capacity[key]);
          expect(inputs.enableExecuteCommand).to.equal(documented.exec);
        });

        it("waits for the migration", () => {
          const { options } = recording.only(aws.ecs.Service, service);
          expect(options.dependencies.join("\n")).to.contain("pulumi-nodejs:dynamic:Resource");
        });

        it("logs to the system's group, in streams of its own", () => {
          expect(containerOf(recording, service).logConfiguration.options).to.include({
            "awslogs-group": documented.names.logGroup,
            "awslogs-stream-prefix": service,
          });
        });

        it("has its alarms", () => {
          const own = recording
            .all(aws.cloudwatch.MetricAlarm)
            .filter(({ name }) => name.startsWith(service));
          expect(own.map(({ name }) => name).sort()).to.deep.equal(
            documented.alarms.map(alarm => `${service}-${alarm}`),
          );
          for (const { inputs } of own.filter(({ name }) => name.endsWith("-latency"))) {
            expect(inputs.threshold).to.equal(documented.latencyTarget);
          }
        });

        it("lets its code read the system's parameters and secrets", () => {
          const { parameters, secrets } = documented.taskRole;
          const own = statementsOf(recording, `${service}-task`).slice(0, 3);
          expect(own.map(({ Action, Resource }) => [Action, Resource])).to.deep.equal([
            [
              ["ssm:GetParameter", "ssm:GetParameters"],
              [`arn:aws:ssm:us-east-1:123456789012:${parameters}`],
            ],
            [
              ["secretsmanager:GetSecretValue"],
              [`arn:aws:secretsmanager:us-east-1:123456789012:${secrets}`],
            ],
            [["kms:Decrypt"], ["arn:aws:kms:us-east-1:123456789012:key/*"]],
          ]);
          expect(own[2].Condition["ForAnyValue:StringEquals"]).to.deep.equal({
            "kms:ResourceAliases": documented.names.keyAlias,
          });
        });
      });
    }

    it("gives the migration its size, command and stream", () => {
      const { inputs } = recording.only(aws.ecs.TaskDefinition, "migration");
      expect(inputs).to.include(documented.migrationSize);
      const container = containerOf(recording, "migration");
      expect(container.command).to.deep.equal(["node", "dist/migrate.js"]);
      expect(container.image).to.equal(containerOf(recording, "order-service").image);
      expect(container.logConfiguration.options["awslogs-stream-prefix"]).to.equal("migration");
    });

    it("keeps its logs as long as documented", () => {
      const { logGroup } = documented.names;
      const groups = recording
        .all(aws.cloudwatch.LogGroup)
        .filter(({ inputs }) => inputs.name.startsWith(logGroup));
      expect(groups.map(({ inputs }) => inputs.retentionInDays)).to.deep.equal([
        documented.logRetentionDays,
        documented.logRetentionDays,
      ]);
    });

    it("has the documented database", () => {
      const { database, backupDays } = documented;
      expect(recording.only(aws.rds.Instance).inputs).to.include({
        engine: "postgres",
        engineVersion: database.version,
        instanceClass: database.class,
        dbName: database.name,
        multiAz: database.multiAz,
        backupRetentionPeriod: backupDays,
      });
    });

    it("reaches AWS through its endpoints alone", () => {
      const services = names(aws.ec2.VpcEndpoint, "serviceName").sort();
      expect(services).to.deep.equal(
        documented.endpoints.map(service => `com.amazonaws.us-east-1.${service}`),
      );
      const open = recording
        .all(aws.vpc.SecurityGroupEgressRule)
        .filter(({ inputs }) => "cidrIpv4" in inputs);
      expect(open).to.deep.equal([]);
    });

    it("listens where documented", () => {
      const ports = recording.all(aws.lb.Listener).map(({ inputs }) => inputs.port);
      expect(ports).to.deep.equal(documented.listeners);
    });
  });
}
