import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import { expect } from "chai";

import { ContainerImage, Database, MigrationTask, MigrationTaskArgs } from "../../components";
import { containerOf, statementsOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record, Recording, Registration } from "../support/mocks";
import { platformOf } from "../support/platform";
import { valueOf } from "../support/values";

const CONTEXT = "services/order-management/order-service";

const migration = (args: Partial<MigrationTaskArgs> = {}) =>
  record(() => {
    const platform = platformOf("prod");
    const { scope, network, key } = platform;
    const database = new Database("db", { scope, network, key, databaseName: "orders" });
    const image = new ContainerImage("image", {
      scope,
      key,
      repository: "orders",
      context: CONTEXT,
    });
    return new MigrationTask("migrate", {
      platform,
      image,
      command: ["node", "migrate.js"],
      size: { cpu: 256, memory: 512 },
      link: [database],
      ...args,
    });
  });

const runOf = (recording: Recording): Registration =>
  recording.resources.find(({ type }) => type === "pulumi-nodejs:dynamic:Resource")!;

describe("MigrationTask", () => {
  let usual: Recording<MigrationTask>;
  before(async () => (usual = await migration()));

  it("runs the image's migration command", () => {
    expect(containerOf(usual, "migrate")).to.deep.include({
      name: "migrate",
      command: ["node", "migrate.js"],
      portMappings: [],
      readonlyRootFilesystem: true,
    });
    expect(usual.only(aws.ecs.TaskDefinition).inputs).to.include({
      family: "order-management-migrate-prod",
      cpu: "256",
      memory: "512",
    });
  });

  it("takes the database's URL as a secret", () => {
    expect(containerOf(usual, "migrate").secrets).to.deep.equal([
      {
        name: "DATABASE_URL",
        valueFrom: "arn:aws:ssm:us-east-1:123456789012:parameter/order-management/database/url",
      },
    ]);
  });

  it("runs once for each image digest", async () => {
    const digest = runOf(usual).inputs.imageDigest;
    expect(containerOf(usual, "migrate").image).to.match(new RegExp(`@${digest}$`));
    const again = runOf(await migration({ timeoutSeconds: 60 })).inputs.imageDigest;
    expect(again).to.equal(digest);
    const { propertyDependencies } = runOf(usual).options;
    expect(propertyDependencies.imageDigest).to.deep.equal([usual.only(docker.Image).urn]);
  });

  it("runs in the cluster, in the private subnets, within its own group", async () => {
    const { inputs } = runOf(usual);
    expect(inputs).to.deep.include({
      kind: "migration-run",
      cluster: "order-management-prod",
      containerName: "migrate",
      region: "us-east-1",
      taskDefinitionArn: await valueOf(usual.result.taskDefinitionArn),
    });
    const subnets = await record(() => valueOf(platformOf("prod").network.privateSubnetIds));
    expect(inputs.subnetIds).to.deep.equal(await subnets.result);
    const egress = usual.only(aws.vpc.SecurityGroupEgressRule, "migrate-to-database").inputs;
    expect(inputs.securityGroupIds).to.deep.equal([egress.securityGroupId]);
  });

  it("takes an image that something else built, by its digest alone", async () => {
    const image = `public.ecr.aws/acme/orders@sha256:${"a".repeat(64)}`;
    const recording = await migration({ image });
    expect(containerOf(recording, "migrate").image).to.equal(image);
    expect(runOf(recording).inputs.imageDigest).to.equal(`sha256:${"a".repeat(64)}`);
    expect(await failureOf(migration({ image: "public.ecr.aws/acme/orders:v1" }))).to.equal(
      'MigrationTask "migrate": image is "public.ecr.aws/acme/orders:v1"; pin it by its digest, registry/name@sha256:…: a tag can move',
    );
  });

  it("has 15 minutes unless told otherwise", async () => {
    expect(runOf(usual).inputs.timeoutSeconds).to.equal(900);
    expect(runOf(await migration({ timeoutSeconds: 60 })).inputs.timeoutSeconds).to.equal(60);
  });

  it("starts once its logs, rights and secrets are there", () => {
    const { dependencies } = runOf(usual).options;
    expect(dependencies).to.include.members([
      usual.only(aws.ecs.ClusterCapacityProviders).urn,
      usual.only(aws.cloudwatch.LogGroup, "platform-cluster").urn,
      usual.only(aws.iam.RolePolicy, "migrate-execution").urn,
      usual.only(aws.ssm.Parameter, "db-url").urn,
    ]);
  });

  it("has no shell and gives its code no rights that it was not given", async () => {
    const policies = usual.all(aws.iam.RolePolicy).map(({ name }) => name);
    expect(policies).to.not.include("migrate-task");
    const permissions = [
      { sid: "Send", actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:1:q"] },
    ];
    const given = statementsOf(await migration({ permissions }), "migrate-task");
    expect(given.map(({ Sid }) => Sid)).to.deep.equal(["Send"]);
  });
});
