import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Environment, FileSystem, FileSystemArgs, Network, Platform } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";
import { scopeOf } from "../support/scope";
import { valueOf } from "../support/values";

const files = (args: Partial<FileSystemArgs> = {}, environment: Environment = "prod") =>
  record(() => {
    const { scope, network, key } = platformOf(environment);
    return { files: new FileSystem("files", { scope, network, key, ...args }), network };
  });

describe("FileSystem", () => {
  let prod: Recording<{ files: FileSystem; network: Network }>;
  before(async () => (prod = await files()));

  it("is encrypted with the system's key", () => {
    const { inputs } = prod.only(aws.efs.FileSystem);
    expect(inputs.encrypted).to.equal(true);
    expect(inputs.kmsKeyId).to.match(/^arn:aws:kms:us-east-1:123456789012:key\//);
  });

  it("has a mount target beside the tasks of each zone, in a group that lets nobody in", async () => {
    const targets = prod.all(aws.efs.MountTarget);
    expect(targets.map(({ name }) => name)).to.deep.equal(["files-a", "files-b"]);
    const subnets = targets.map(({ inputs }) => inputs.subnetId as string);
    const { network } = prod.result;
    expect(subnets).to.deep.equal(await valueOf(network.privateSubnetIds));
    expect(prod.all(aws.vpc.SecurityGroupIngressRule).map(({ name }) => name)).to.not.include(
      "files",
    );
    const three = await record(() => {
      const { scope, network, key } = new Platform("p", {
        scope: scopeOf("dev"),
        network: { zones: 3 },
      });
      return new FileSystem("files", { scope, network, key });
    });
    expect(three.all(aws.efs.MountTarget)).to.have.length(3);
  });

  it("shows a folder of one user that is not root", async () => {
    const point = (r: Recording) => r.only(aws.efs.AccessPoint).inputs;
    expect(point(prod)).to.deep.include({
      posixUser: { uid: 1001, gid: 1001 },
      rootDirectory: {
        path: "/data",
        creationInfo: { ownerUid: 1001, ownerGid: 1001, permissions: "0750" },
      },
    });
    const other = await files({ root: "/a/b", uid: 33, gid: 44 });
    expect(point(other)).to.deep.include({
      posixUser: { uid: 33, gid: 44 },
      rootDirectory: {
        path: "/a/b",
        creationInfo: { ownerUid: 33, ownerGid: 44, permissions: "0750" },
      },
    });
  });

  it("is backed up and protected in prod, elsewhere when asked", async () => {
    const status = (r: Recording) => r.only(aws.efs.BackupPolicy).inputs.backupPolicy.status;
    const dev = await files({}, "dev");
    expect([status(prod), status(dev)]).to.deep.equal(["ENABLED", "DISABLED"]);
    expect(status(await files({ backup: true }, "dev"))).to.equal("ENABLED");
    const kept = (r: Recording) => r.only(aws.efs.FileSystem).options.protect;
    expect([kept(prod), kept(dev)]).to.deep.equal([true, false]);
  });

  it("moves files that nobody reads, when asked", async () => {
    expect(prod.only(aws.efs.FileSystem).inputs.lifecyclePolicies).to.equal(undefined);
    const policies = async (infrequentAccessDays: 1 | 30) =>
      (await files({ infrequentAccessDays })).only(aws.efs.FileSystem).inputs.lifecyclePolicies;
    expect(await policies(30)).to.deep.equal([
      { transitionToIa: "AFTER_30_DAYS" },
      { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
    ]);
    expect((await policies(1))[0]).to.deep.equal({ transitionToIa: "AFTER_1_DAY" });
  });

  const mistakes: [Partial<FileSystemArgs>, RegExp][] = [
    [{ root: "data" }, /root is "data"; use a path of up to four levels/],
    [{ root: "/a/b/c/d/e" }, /root is "\/a\/b\/c\/d\/e"/],
    [{ uid: 0 }, /uid is 0; use 1 to 4294967295, not root/],
    [{ gid: 0 }, /gid is 0/],
  ];
  for (const [args, message] of mistakes) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      expect(await failureOf(files(args)))
        .to.match(/^FileSystem "files": /)
        .and.match(message);
    });
  }
});
