import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { FileSystem, MicroService, Volume } from "../../../components";
import { containerOf } from "../../support/documents";
import { failureOf } from "../../support/failure";
import { record, Recording } from "../../support/mocks";
import { platformOf } from "../../support/platform";
import { plainService } from "../../support/service";

type Mounting = (files: FileSystem) => Volume[];

const service = (volumes: Mounting, again = false) =>
  record(() => {
    const platform = platformOf("dev");
    const { scope, network, key } = platform;
    const files = new FileSystem("files", { scope, network, key });
    for (const name of again ? ["orders", "invoices"] : ["orders"]) {
      new MicroService(name, {
        ...plainService(platform),
        volumes: volumes(files),
      });
    }
  });

const grants = (recording: Recording) =>
  JSON.parse(recording.only(aws.efs.FileSystemPolicy).inputs.policy).Statement;

describe("a task's volume", () => {
  let recording: Recording;
  before(async () => {
    recording = await service(fileSystem => [{ fileSystem, path: "/uploads" }]);
  });

  it("is mounted over TLS, as the task's own role, through the access point", () => {
    const { volumes } = recording.only(aws.ecs.TaskDefinition).inputs;
    expect(volumes).to.have.length(1);
    const { fileSystemId, ...settings } = volumes[0].efsVolumeConfiguration;
    expect(fileSystemId).to.match(/^fs-/);
    expect(settings.authorizationConfig.accessPointId).to.match(/^fsap-/);
    expect(settings).to.deep.equal({
      transitEncryption: "ENABLED",
      authorizationConfig: {
        accessPointId: settings.authorizationConfig.accessPointId,
        iam: "ENABLED",
      },
    });
    expect(containerOf(recording, "orders").mountPoints).to.deep.equal([
      { sourceVolume: volumes[0].name, containerPath: "/uploads", readOnly: false },
    ]);
  });

  it("lets the task's role and no other mount it, over TLS, through an access point", () => {
    const [allow, deny, ...others] = grants(recording);
    expect(others).to.deep.equal([]);
    const { name } = recording.only(aws.iam.Role, "orders-task").inputs;
    expect(allow.Principal).to.deep.equal({ AWS: `arn:aws:iam::123456789012:role/${name}` });
    expect(allow.Action).to.deep.equal([
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
    ]);
    expect(allow.Condition).to.deep.equal({
      Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
      ArnLike: {
        "elasticfilesystem:AccessPointArn":
          "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/*",
      },
    });
    expect([deny.Effect, deny.Condition]).to.deep.equal([
      "Deny",
      { Bool: { "aws:SecureTransport": "false" } },
    ]);
  });

  it("has its policy once the role is there, and both before the service", () => {
    const policy = recording.only(aws.efs.FileSystemPolicy);
    expect(policy.options.dependencies).to.include(recording.only(aws.iam.Role, "orders-task").urn);
    const { dependencies } = recording.only(aws.ecs.Service).options;
    const needed = [policy, ...recording.all(aws.efs.MountTarget)].map(({ urn }) => urn);
    expect(dependencies).to.include.members(needed);
  });

  it("is reached on NFS's port alone", () => {
    const rule = recording.only(aws.vpc.SecurityGroupEgressRule, "orders-to-files").inputs;
    expect([rule.fromPort, rule.toPort]).to.deep.equal([2049, 2049]);
    const group = recording.only(aws.efs.MountTarget, "files-a").inputs.securityGroups[0];
    expect(rule.referencedSecurityGroupId).to.equal(group);
    expect(
      recording.only(aws.vpc.SecurityGroupIngressRule, "orders-to-files").inputs.securityGroupId,
    ).to.equal(group);
  });

  it("is only read where the task says so", async () => {
    const readers = await service(fileSystem => [{ fileSystem, path: "/in", readOnly: true }]);
    expect(grants(readers)[0].Action).to.deep.equal(["elasticfilesystem:ClientMount"]);
    expect(containerOf(readers, "orders").mountPoints[0].readOnly).to.equal(true);
  });

  it("is one task's alone", async () => {
    const twice = service(fileSystem => [{ fileSystem, path: "/uploads" }], true);
    expect(await failureOf(twice)).to.equal(
      'invoices: FileSystem "files" is mounted by orders already; a file system takes one task',
    );
  });

  for (const path of ["data", "/", "/data/"]) {
    it(`refuses the path "${path}"`, async () => {
      expect(await failureOf(service(fileSystem => [{ fileSystem, path }]))).to.equal(
        `orders: volume path is "${path}"; use an absolute path below /, e.g. /data`,
      );
    });
  }

  it("refuses two at one path", async () => {
    const twice = service(fileSystem => [
      { fileSystem, path: "/data" },
      { fileSystem, path: "/data" },
    ]);
    expect(await failureOf(twice)).to.equal("orders: two volumes have the path /data");
  });
});
