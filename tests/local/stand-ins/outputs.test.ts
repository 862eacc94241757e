import { expect } from "chai";

import { cloudAnswer, cloudOutputs } from "../../../local/stand-ins/outputs";
import { deriveProperties } from "../../../local/stand-ins/schema/derive";
import declared from "../../../local/stand-ins/schema/declared.json";
import { STAND_IN_TYPES } from "../../../local/stand-ins/types";
import { TRUST } from "./support";

const outputsOf = (type: string, inputs: object, name = "shop") =>
  cloudOutputs(type, { name, inputs: { ...inputs }, region: "us-east-1" });

describe("cloudOutputs", () => {
  const shapes: [type: string, inputs: object, output: string, shape: RegExp][] = [
    ["aws:ec2/vpc:Vpc", {}, "id", /^vpc-0[0-9a-f]{16}$/],
    ["aws:ec2/vpc:Vpc", {}, "arn", /^arn:aws:ec2:us-east-1:123456789012:vpc\/vpc-0[0-9a-f]{16}$/],
    ["aws:ec2/subnet:Subnet", {}, "id", /^subnet-0[0-9a-f]{16}$/],
    ["aws:ec2/eip:Eip", {}, "allocationId", /^eipalloc-0[0-9a-f]{16}$/],
    [
      "aws:amp/workspace:Workspace",
      {},
      "prometheusEndpoint",
      /^https:\/\/aps-workspaces\.us-east-1\.amazonaws\.com\/workspaces\/ws-[0-9a-f-]{36}\/$/,
    ],
    ["aws:kms/key:Key", {}, "keyId", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    [
      "aws:rds/instance:Instance",
      { identifier: "db", instanceClass: "db.t4g.micro" },
      "endpoint",
      /^db\.c[a-z0-9]{11}\.us-east-1\.rds\.amazonaws\.com:5432$/,
    ],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { name: "alb" },
      "dnsName",
      /^alb-[1-9]\d{9}\.us-east-1\.elb\.amazonaws\.com$/,
    ],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { name: "alb", internal: true },
      "dnsName",
      /^internal-alb-/,
    ],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { name: "alb" },
      "arn",
      /^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/app\/alb\/[0-9a-f]{16}$/,
    ],
    [
      "aws:lb/targetGroup:TargetGroup",
      { name: "tg" },
      "arnSuffix",
      /^targetgroup\/tg\/[0-9a-f]{16}$/,
    ],
    [
      "aws:lb/listener:Listener",
      {
        loadBalancerArn:
          "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/alb/0123456789abcdef",
      },
      "arn",
      /:listener\/app\/alb\/0123456789abcdef\/[0-9a-f]{16}$/,
    ],
    [
      "aws:lb/listenerRule:ListenerRule",
      { listenerArn: "arn:aws:elasticloadbalancing:us-east-1:1:listener/app/alb/0/1" },
      "arn",
      /:listener-rule\/app\/alb\/0\/1\/[0-9a-f]{16}$/,
    ],
    ["aws:secretsmanager/secret:Secret", { name: "/a/b" }, "arn", /:secret:\/a\/b-[A-Za-z0-9]{6}$/],
    ["aws:ssm/parameter:Parameter", { name: "/a/b", type: "String" }, "arn", /:parameter\/a\/b$/],
    [
      "aws:iam/role:Role",
      { name: "r", assumeRolePolicy: TRUST },
      "arn",
      /^arn:aws:iam::123456789012:role\/r$/,
    ],
    ["aws:ecs/taskDefinition:TaskDefinition", { family: "f" }, "arn", /:task-definition\/f:1$/],
    ["aws:ecs/service:Service", { name: "s", cluster: "c" }, "id", /:service\/c\/s$/],
    [
      "aws:ecr/repository:Repository",
      { name: "a/b" },
      "repositoryUrl",
      /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/a\/b$/,
    ],
    ["aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", {}, "id", /^ns-[a-z0-9]{16}$/],
    ["aws:servicediscovery/service:Service", {}, "id", /^srv-[a-z0-9]{16}$/],
    [
      "docker:index/image:Image",
      { imageName: "host:5000/a/b:tag" },
      "repoDigest",
      /^host:5000\/a\/b@sha256:[0-9a-f]{64}$/,
    ],
    ["aws:iam/role:Role", { assumeRolePolicy: TRUST }, "name", /^shop-[0-9a-f]{7}$/],
  ];
  for (const [type, inputs, output, shape] of shapes) {
    it(`gives ${type} ${JSON.stringify(inputs).slice(0, 40)} a ${output} as AWS writes it`, () => {
      const { id, outputs } = outputsOf(type, inputs);
      expect({ id, ...outputs } as any)
        .to.have.property(output)
        .that.matches(shape);
    });
  }

  it("answers the same question the same way, and two resources differently", () => {
    const ask = (name: string) => outputsOf("aws:ec2/vpc:Vpc", {}, name);
    expect(ask("a")).to.deep.equal(ask("a"));
    expect(ask("a").id).to.not.equal(ask("b").id);
  });

  it("gives only properties that the type declares", () => {
    const strange = STAND_IN_TYPES.flatMap(type => {
      const { inputs, outputs } = (declared as any)[type];
      const known = `${inputs} ${outputs}`.split(" ");
      return Object.keys(outputsOf(type, { byteLength: 4, length: 8 }).outputs)
        .filter(key => !known.includes(key) && !["byteLength", "length"].includes(key))
        .map(key => `${type}.${key}`);
    });
    expect(strange).to.deep.equal([]);
  });

  it("adds default tags to tagsAll", () => {
    const { outputs } = cloudOutputs("aws:ec2/vpc:Vpc", {
      name: "net",
      inputs: { tags: { Name: "n" } },
      region: "us-east-1",
      defaultTags: { Owner: "o" },
    });
    expect(outputs.tagsAll).to.deep.equal({ Name: "n", Owner: "o" });
  });

  it("names a type that it does not know", () => {
    expect(() => outputsOf("aws:sqs/queue:Queue", {})).to.throw("aws:sqs/queue:Queue");
  });

  it("names a kind of dynamic resource that it does not know", () => {
    const type = "pulumi-nodejs:dynamic:Resource";
    expect(() => outputsOf(type, { kind: "other" })).to.throw('kind "other"');
    const { outputs } = outputsOf(type, { kind: "migration-run", imageDigest: "sha256:1" });
    expect(outputs.imageDigests).to.deep.equal(["sha256:1"]);
  });
});

describe("cloudAnswer", () => {
  const ask = (token: string, args = {}) => cloudAnswer(token, args, { region: "eu-west-1" });

  it("knows account, region and zones", () => {
    expect(ask("aws:index/getCallerIdentity:getCallerIdentity").accountId).to.equal("123456789012");
    expect(ask("aws:index/getRegion:getRegion").region).to.equal("eu-west-1");
    expect(ask("aws:index/getAvailabilityZones:getAvailabilityZones")).to.deep.include({
      names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
      zoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"],
    });
  });

  it("names a lookup that it does not know", () => {
    expect(() => ask("aws:s3/getBucket:getBucket")).to.throw("aws:s3/getBucket:getBucket");
  });
});

describe("the declared properties", () => {
  it("are those of the installed packages; else run local/stand-ins/schema/derive.ts", () => {
    expect(declared).to.deep.equal(deriveProperties());
  });
});
