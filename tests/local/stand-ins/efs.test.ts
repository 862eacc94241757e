import { expect } from "chai";

import { configuration, Made, network, TestAccount, TRUST, urnOf } from "./support";

const FILES = "aws:efs/fileSystem:FileSystem";
const TARGET = "aws:efs/mountTarget:MountTarget";
const POINT = "aws:efs/accessPoint:AccessPoint";
const POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy";
const BACKUP = "aws:efs/backupPolicy:BackupPolicy";

const check = (type: string, news: object) =>
  new TestAccount().provider.check(urnOf(type, "x"), {}, { ...news }, configuration).problems;

/** Valid inputs, a mistake, the property that is refused and why. */
const cases: [type: string, valid: object, mistake: object, property: string, reason: RegExp][] = [
  [FILES, { encrypted: true, kmsKeyId: "k" }, { encrypted: false }, "encrypted", /must be set/],
  [FILES, {}, { performanceMode: "fast" }, "performanceMode", /generalPurpose, maxIO/],
  [FILES, {}, { throughputMode: "provisioned" }, "throughputMode", /provisionedThroughputInMibps/],
  [
    FILES,
    { throughputMode: "elastic" },
    { performanceMode: "maxIO" },
    "throughputMode",
    /needs performanceMode generalPurpose/,
  ],
  [
    FILES,
    { lifecyclePolicies: [{ transitionToIa: "AFTER_1_DAY" }] },
    { lifecyclePolicies: [{ transitionToIa: "AFTER_2_DAYS" }] },
    "lifecyclePolicies",
    /one transition/,
  ],
  [
    FILES,
    {},
    {
      lifecyclePolicies: [
        { transitionToIa: "AFTER_7_DAYS", transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
      ],
    },
    "lifecyclePolicies",
    /one transition/,
  ],
  [
    TARGET,
    { fileSystemId: "f", subnetId: "s" },
    { securityGroups: ["1", "2", "3", "4", "5", "6"] },
    "securityGroups",
    /at most 5/,
  ],
  [
    POINT,
    { fileSystemId: "f", rootDirectory: { path: "/" } },
    { rootDirectory: { path: "/data" } },
    "rootDirectory",
    /needs creationInfo/,
  ],
  [
    POINT,
    { fileSystemId: "f" },
    { rootDirectory: { path: "/a/b/c/d/e", creationInfo: {} } },
    "rootDirectory.path",
    /four levels/,
  ],
  [
    POINT,
    { fileSystemId: "f" },
    {
      rootDirectory: { creationInfo: { ownerUid: 1, ownerGid: 1, permissions: "rwx" } },
    },
    "rootDirectory.creationInfo.permissions",
    /octal/,
  ],
  [
    BACKUP,
    { fileSystemId: "f", backupPolicy: { status: "ENABLED" } },
    { backupPolicy: { status: "ON" } },
    "backupPolicy.status",
    /ENABLED, DISABLED/,
  ],
];

describe("a stand-in of EFS", () => {
  for (const [type, valid, mistake, property, reason] of cases) {
    it(`${type} refuses ${JSON.stringify(mistake).slice(0, 60)}`, () => {
      expect(check(type, valid)).to.deep.equal([]);
      const [problem] = check(type, { ...valid, ...mistake });
      expect(problem.property).to.equal(property);
      expect(problem.reason).to.match(reason);
    });
  }

  describe("in an account", () => {
    let account: TestAccount;
    let files: Made;
    let subnetIds: string[];
    let vpcId: string;
    beforeEach(() => {
      account = new TestAccount();
      const { vpc, ...made } = network(account);
      [subnetIds, vpcId] = [made.subnetIds, vpc.id];
      files = account.make(FILES, "files", { encrypted: true });
    });
    const target = (name: string, subnetId: string) =>
      account.make(TARGET, name, { fileSystemId: files.id, subnetId });

    it("has the ids and the name that AWS gives", () => {
      expect(files.id).to.match(/^fs-0[0-9a-f]{16}$/);
      expect(files.outputs.dnsName).to.equal(`${files.id}.efs.us-east-1.amazonaws.com`);
      expect(target("a", subnetIds[0]).outputs.availabilityZoneName).to.equal("us-east-1a");
    });

    it("takes one mount target in each zone", () => {
      target("a", subnetIds[0]);
      target("b", subnetIds[1]);
      expect(() => target("again", subnetIds[0])).to.throw(/AlreadyExists/);
      const beside = account.make("aws:ec2/subnet:Subnet", "beside", {
        vpcId,
        cidrBlock: "10.0.9.0/24",
        availabilityZone: "us-east-1a",
      });
      expect(() => target("beside", beside.id)).to.throw(
        "MountTargetConflict: mount target already exists in this AZ, us-east-1a",
      );
    });

    it("is not deleted before its mount targets", () => {
      const made = target("a", subnetIds[0]);
      expect(() => account.drop(files)).to.throw(/FileSystemInUse/);
      account.drop(made);
      expect(() => account.drop(files)).to.not.throw();
    });

    it("needs the file system that is named", () => {
      account.drop(files);
      expect(() => target("a", subnetIds[0])).to.throw(/FileSystemNotFound/);
    });

    it("takes a policy once its roles are there, and one only", () => {
      const policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:role/task" },
            Action: "elasticfilesystem:ClientMount",
          },
        ],
      });
      const make = (name: string) => account.make(POLICY, name, { fileSystemId: files.id, policy });
      expect(() => make("p")).to.throw(/invalid Principal block: arn:aws:iam/);
      account.make("aws:iam/role:Role", "task", { name: "task", assumeRolePolicy: TRUST });
      expect(() => make("p")).to.not.throw();
      expect(() => make("q")).to.throw(/AlreadyExists/);
    });
  });
});
