import type { VpcEndpointArgs } from "@pulumi/aws/ec2";
import type { FileSystemArgs, FileSystemPolicyArgs } from "@pulumi/aws/efs";
import type { PermissionArgs } from "@pulumi/aws/lambda";
import type { SecretPolicyArgs } from "@pulumi/aws/secretsmanager";
import { expect } from "chai";

import { efsFileSystemPolicyRestricted } from "../../../policies/least-privilege/efs-file-system-policy-restricted";
import { lambdaPermissionSource } from "../../../policies/least-privilege/lambda-permission-source";
import { secretsmanagerSecretPolicyBlocksPublic } from "../../../policies/least-privilege/secretsmanager-secret-policy-blocks-public";
import { vpcEndpointPolicyRestricted } from "../../../policies/least-privilege/vpc-endpoint-policy-restricted";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, document, Props, RawStatement } from "../support/rule-cases";

describe(efsFileSystemPolicyRestricted.name, () => {
  const FILES = "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123";
  const role = { AWS: "arn:aws:iam::123456789012:role/orders" };
  const files = (id: string = "fs-0123", name: string = "files"): Member => {
    const props: Props<FileSystemArgs> = { encrypted: true };
    return { type: "aws:efs/fileSystem:FileSystem", name, props: { id, ...props } };
  };
  const policy = (statement: RawStatement, fileSystemId: string = "fs-0123"): Member => {
    const action = { Action: "elasticfilesystem:ClientMount", Resource: FILES };
    const props: Props<FileSystemPolicyArgs> = {
      fileSystemId,
      policy: document({ ...action, ...statement }),
    };
    return { type: "aws:efs/fileSystemPolicy:FileSystemPolicy", name: "policy", props };
  };
  const on = (...members: Member[]) => stackViolations(efsFileSystemPolicyRestricted, members);
  const open = "files: Anyone in the network may mount the files: add a FileSystemPolicy.";
  const anonymous =
    "policy: [Principal::*] policy: statement 1 lets anyone mount who comes from there: name the roles, or add a condition on aws:PrincipalArn.";
  const fromNetwork = { "aws:SourceVpc": "vpc-0123" };

  it("accepts files that a role mounts", async () => {
    expect(await on(files(), policy({ Principal: role }))).to.deep.equal([]);
  });

  it("reports files without policy, and with another's", async () => {
    expect(await on(files())).to.deep.equal([open]);
    expect(await on(files(), policy({ Principal: role }, "fs-4567"))).to.deep.equal([open]);
  });

  it("accepts a policy before the files' id is known", async () => {
    const unmade = files(unknownValue);
    const from = { fileSystemId: unmade };
    expect(await on(unmade, { ...policy({ Principal: role }, unknownValue), from })).to.deep.equal(
      [],
    );
    expect(await on(unmade, policy({ Principal: role }, unknownValue))).to.deep.equal([open]);
  });

  it("reports anyone from a network", async () => {
    const Condition = {
      StringEquals: fromNetwork,
      Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
    };
    for (const Principal of ["*", { AWS: [role.AWS, "*"] }]) {
      expect(await on(files(), policy({ Principal, Condition }))).to.deep.equal([anonymous]);
    }
  });

  it("accepts anyone of the account, denials, and what another rule reports", async () => {
    const named = { ...fromNetwork, "aws:PrincipalArn": role.AWS };
    for (const statement of [
      { Principal: "*", Condition: { StringEquals: named } },
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } } },
      { Principal: "*", Effect: "Deny", Condition: { StringEquals: fromNetwork } },
      { Principal: "*" },
    ]) {
      expect(await on(files(), policy(statement))).to.deep.equal([]);
    }
  });

  it("judges each file system, and waits for a document that is not known yet", async () => {
    const unwritten = { ...policy({}), props: { fileSystemId: "fs-0123", policy: unknownValue } };
    expect(await on(files(), unwritten, files("fs-4567", "other"))).to.deep.equal([
      open.replace("files:", "other:"),
    ]);
  });

  it("says nothing of other resources", async () => {
    expect(
      await on({ ...files(), type: "aws:fsx/lustreFileSystem:LustreFileSystem" }),
    ).to.deep.equal([]);
  });
});

const unchecked = "AWS does not check the policy for public access: set blockPublicPolicy to true.";
const SECRET_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";
describeRule<SecretPolicyArgs>(secretsmanagerSecretPolicyBlocksPublic, SECRET_POLICY, [
  ["reports a policy that is not checked, which is the default", {}, [unchecked]],
  ["reports it when it is said", { blockPublicPolicy: false }, [unchecked]],
  ["accepts one that is checked", { blockPublicPolicy: true }, []],
  ["reports it although the policy is not known yet", { policy: unknownValue }, [unchecked]],
  [
    "waits for what is not known yet",
    { blockPublicPolicy: unknownValue },
    ["string value at .blockPublicPolicy can't be known during preview"],
  ],
]);

describe(`${secretsmanagerSecretPolicyBlocksPublic.name} as a remedy`, () => {
  const mend = (props: object) =>
    mended(secretsmanagerSecretPolicyBlocksPublic, { type: SECRET_POLICY, props });

  it("has the policy checked", async () => {
    expect(await mend({ secretArn: "arn" })).to.deep.equal({
      secretArn: "arn",
      blockPublicPolicy: true,
    });
    expect(await mend({ blockPublicPolicy: false })).to.deep.equal({ blockPublicPolicy: true });
  });

  it("leaves what is good or not known yet", async () => {
    expect(await mend({ blockPublicPolicy: true })).to.equal(undefined);
    expect(await mend({ blockPublicPolicy: unknownValue })).to.equal(undefined);
  });
});

const anyone = "principal: anyone may call the function: name who calls, or set principalOrgId.";
const anyAccount = (service: string) =>
  `principal: ${service} may call the function for any account: set sourceArn, or sourceAccount.`;
const nobodys =
  "sourceArn names no account, and anyone may own it tomorrow: set sourceAccount too.";
const events = "events.amazonaws.com";
const ruleArn = "arn:aws:events:us-east-1:123456789012:rule/nightly";
describeRule<PermissionArgs>(lambdaPermissionSource, "aws:lambda/permission:Permission", [
  ["reports a service without source", { principal: events }, [anyAccount(events)]],
  ["reports an empty source", { principal: events, sourceArn: "" }, [anyAccount(events)]],
  ["reports anyone", { principal: "*" }, [anyone]],
  ["reports a public address", { principal: "*", functionUrlAuthType: "NONE" }, [anyone]],
  ["reports anyone with a source", { principal: "*", sourceArn: ruleArn }, [anyone]],
  [
    "reports a bucket, whose ARN has no account",
    { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads" },
    [nobodys],
  ],
  [
    "accepts a bucket of an account",
    {
      principal: "s3.amazonaws.com",
      sourceArn: "arn:aws:s3:::uploads",
      sourceAccount: "123456789012",
    },
    [],
  ],
  ["accepts a rule that calls", { principal: events, sourceArn: ruleArn }, []],
  ["accepts an account", { principal: events, sourceAccount: "123456789012" }, []],
  ["accepts an organization", { principal: "*", principalOrgId: "o-a1b2c3" }, []],
  [
    "accepts a skill of Alexa's",
    { principal: "alexa-appkit.amazon.com", eventSourceToken: "skill" },
    [],
  ],
  ["accepts a role and an account", { principal: "arn:aws:iam::123456789012:role/orders" }, []],
  ["accepts an account's id", { principal: "123456789012" }, []],
  ["accepts a source that is not known yet", { principal: events, sourceArn: unknownValue }, []],
  [
    "waits for a principal that is not known yet",
    { principal: unknownValue },
    ["string value at .principal can't be known during preview"],
  ],
  ["says nothing without one", {}, []],
]);

const anything =
  "Anything passes the endpoint: set policy, with a condition on aws:PrincipalAccount or aws:ResourceAccount.";
const serviceName = "com.amazonaws.us-east-1.ssm";
const vpcEndpointType = "Interface";
const gateways = { config: { gateways: true } };
describeRule<VpcEndpointArgs>(vpcEndpointPolicyRestricted, "aws:ec2/vpcEndpoint:VpcEndpoint", [
  ["reports an endpoint without policy", { serviceName, vpcEndpointType }, [anything]],
  ["reports an empty policy", { serviceName, vpcEndpointType, policy: "" }, [anything]],
  ["accepts a policy", { serviceName, vpcEndpointType, policy: document({}) }, []],
  [
    "accepts a policy that is not known yet",
    { serviceName, vpcEndpointType, policy: unknownValue },
    [],
  ],
  ["accepts a gateway, which is the default", { serviceName }, []],
  ["reports a gateway where it is configured", { serviceName }, [anything], gateways],
  [
    "reports a gateway by its type",
    { serviceName, vpcEndpointType: "Gateway" },
    [anything],
    gateways,
  ],
  [
    "accepts endpoints that take no policy",
    { vpcEndpointType: "GatewayLoadBalancer" },
    [],
    gateways,
  ],
  [
    "accepts a service of someone's own",
    { serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123", vpcEndpointType },
    [],
  ],
  [
    "waits for a type that is not known yet",
    { serviceName, vpcEndpointType: unknownValue },
    ["string value at .vpcEndpointType can't be known during preview"],
  ],
]);
