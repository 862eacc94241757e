import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import { expect } from "chai";
import { readFileSync } from "fs";

import { Broker, BrokerArgs, Environment, FileSystem, MicroService } from "../../components";
import { containerOf, statementsOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";

const broker = (args: Partial<BrokerArgs> = {}, environment: Environment = "prod") =>
  record(() => new Broker("nats", { platform: platformOf(environment), ...args }));

describe("Broker", () => {
  let prod: Recording<Broker>;
  let dev: Recording<Broker>;
  before(async () => {
    prod = await broker();
    dev = await broker({}, "dev");
  });

  it("runs JetStream from an image that is built here", () => {
    expect(prod.only(docker.Image).inputs.build.context).to.equal("components/broker/image");
    expect(prod.only(aws.ecr.Repository).inputs.name).to.equal("order-management/nats");
    const { command, image } = containerOf(prod, "nats");
    expect(image).to.match(/\/order-management\/nats@sha256:/);
    expect(command).to.deep.equal([
      ...["-js", "-sd", "/data"],
      ...["-c", "/etc/nats/nats.conf", "-m", "8222"],
    ]);
  });

  it("never has two tasks, and never one on Spot", () => {
    for (const { inputs } of [prod, dev].map(r => r.only(aws.ecs.Service))) {
      expect(inputs).to.deep.include({
        desiredCount: 1,
        deploymentMinimumHealthyPercent: 0,
        deploymentMaximumPercent: 100,
        availabilityZoneRebalancing: "DISABLED",
        capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      });
    }
  });

  it("has the documented size in prod, half of it elsewhere, and the one asked for", async () => {
    const size = (r: Recording) => {
      const { cpu, memory } = r.only(aws.ecs.TaskDefinition).inputs;
      return [cpu, memory];
    };
    expect([size(prod), size(dev)]).to.deep.equal([
      ["512", "1024"],
      ["256", "512"],
    ]);
    expect(size(await broker({ size: { cpu: 1024, memory: 2048 } }))).to.deep.equal([
      "1024",
      "2048",
    ]);
  });

  it("keeps within its memory and storage", async () => {
    expect(containerOf(prod, "nats").environment).to.deep.equal([
      { name: "GOMEMLIMIT", value: "819MiB" },
      { name: "NATS_MAX_MEMORY", value: "256MB" },
      { name: "NATS_MAX_STORAGE", value: "10GB" },
    ]);
    const more = containerOf(await broker({ storageGiB: 50 }), "nats").environment;
    expect(more).to.deep.include({ name: "NATS_MAX_STORAGE", value: "50GB" });
    for (const storageGiB of [0, 1.5, 1025]) {
      expect(await failureOf(broker({ storageGiB }))).to.equal(
        `Broker "nats": storageGiB is ${storageGiB}; use a whole number from 1 to 1024`,
      );
    }
  });

  it("keeps its messages on a file system of its own, or the one that it is given", async () => {
    expect(containerOf(prod, "nats").mountPoints).to.deep.equal([
      { sourceVolume: "nats-data", containerPath: "/data", readOnly: false },
    ]);
    expect(prod.result.fileSystem).to.be.instanceOf(FileSystem);
    const given = await record(() => {
      const platform = platformOf("prod");
      const { scope, network, key } = platform;
      const fileSystem = new FileSystem("kept", { scope, network, key });
      return new Broker("nats", { platform, fileSystem });
    });
    expect(given.all(aws.efs.FileSystem).map(({ name }) => name)).to.deep.equal(["kept"]);
    expect(containerOf(given, "nats").mountPoints[0].sourceVolume).to.equal("kept");
  });

  it("takes its token from Secrets Manager, the only place besides the URL that has it", () => {
    const { inputs } = prod.only(aws.secretsmanager.Secret);
    expect(inputs.name).to.equal("/order-management/nats/token");
    expect(dev.only(aws.secretsmanager.Secret).inputs.name).to.equal(
      "/order-management/dev/nats/token",
    );
    expect(inputs.kmsKeyId).to.match(/^arn:aws:kms:/);
    const token = prod.only(aws.secretsmanager.SecretVersion).inputs.secretString;
    expect(token).to.match(/^t[A-Za-z0-9]{40}$/);
    const [secret, ...others] = containerOf(prod, "nats").secrets;
    expect([secret.name, others]).to.deep.equal(["NATS_TOKEN", []]);
    expect(secret.valueFrom).to.match(/:secret:\/order-management\/nats\/token-\w{6}$/);
    const read = statementsOf(prod, "nats-execution").find(s => s.Sid === "ReadSecrets");
    expect(read.Resource).to.deep.equal([
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:/order-management/nats/token-??????",
    ]);
    const { value, ...parameter } = prod.only(aws.ssm.Parameter).inputs;
    expect(value).to.equal(`nats://:${token}@nats.order-management-prod.internal:4222`);
    expect(parameter).to.include({ name: "/order-management/nats/url", type: "SecureString" });
  });

  it("starts once its token and its files are there", () => {
    const { dependencies } = prod.only(aws.ecs.Service).options;
    const needed = [
      prod.only(aws.secretsmanager.SecretVersion),
      prod.only(aws.efs.FileSystemPolicy),
      ...prod.all(aws.efs.MountTarget),
    ];
    expect(dependencies).to.include.members(needed.map(({ urn }) => urn));
  });

  it("is nats in the private DNS", () => {
    const registry = prod.only(aws.servicediscovery.Service);
    expect(registry.inputs.name).to.equal("nats");
    expect(prod.only(aws.ecs.Service).inputs.serviceRegistries.registryArn).to.match(
      /service\/srv/,
    );
  });

  it("asks itself for its health, where no rule lets anyone else in", () => {
    const { healthCheck, portMappings } = containerOf(prod, "nats");
    expect(healthCheck.command[1]).to.contain("http://127.0.0.1:8222/healthz");
    expect(portMappings).to.deep.equal([{ containerPort: 4222, protocol: "tcp" }]);
  });

  it("opens its port to a linked service, and gives it the URL as a secret", async () => {
    const recording = await record(() => {
      const platform = platformOf("dev");
      const link = [new Broker("nats", { platform })];
      return new MicroService("orders", {
        platform,
        link,
        image: { context: "services/order-management/order-service" },
        port: 3001,
        size: { cpu: 256, memory: 512 },
        health: { path: "/health" },
        scaling: { min: 1, max: 2 },
      });
    });
    const rule = recording.only(aws.vpc.SecurityGroupIngressRule, "orders-to-nats").inputs;
    expect([rule.fromPort, rule.toPort]).to.deep.equal([4222, 4222]);
    expect(containerOf(recording, "orders").secrets).to.deep.equal([
      {
        name: "NATS_URL",
        valueFrom: "arn:aws:ssm:us-east-1:123456789012:parameter/order-management/dev/nats/url",
      },
    ]);
    const { dependencies } = recording.only(aws.ecs.Service, "orders").options;
    expect(dependencies).to.include(recording.only(aws.ssm.Parameter, "nats-url").urn);
  });

  it("raises an alarm while it is away, where there are alarms", () => {
    expect(dev.all(aws.cloudwatch.MetricAlarm)).to.deep.equal([]);
    const alarms = prod
      .all(aws.cloudwatch.MetricAlarm)
      .map(({ name, inputs }) => [name, inputs.metricName, inputs.threshold]);
    expect(alarms).to.deep.include.members([
      ["nats-away", "RunningTaskCount", 1],
      ["nats-memory", "MemoryUtilization", 90],
    ]);
    expect(prod.only(aws.cloudwatch.MetricAlarm, "nats-away").inputs.treatMissingData).to.equal(
      "breaching",
    );
  });

  it("is given every variable that its configuration names", () => {
    const text = readFileSync("components/broker/image/nats.conf", "utf8");
    const named = [...text.matchAll(/\$(\w+)/g)].map(([, variable]) => variable);
    const { environment, secrets } = containerOf(prod, "nats");
    const given = [...environment, ...secrets].map((variable: any) => variable.name);
    expect(named).to.have.length(3);
    expect(given).to.include.members(named);
  });
});
