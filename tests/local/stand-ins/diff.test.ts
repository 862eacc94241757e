import { expect } from "chai";

import { diff } from "../../../local/stand-ins/server/diff";
import { entryOf } from "../../../local/stand-ins/types";
import { UNKNOWN } from "../../../local/stand-ins/values";
import { task } from "./support";

const compare = (type: string, olds: object, news: object, outputs: object = {}) =>
  diff(entryOf(type, { ...news }), "x", {
    id: "id",
    oldInputs: { ...olds },
    oldOutputs: { ...olds, ...outputs },
    news: { ...news },
  });

const containers = (list: object[]) => ({ ...task(), containerDefinitions: JSON.stringify(list) });
const RULE = { securityGroupId: "sg", ipProtocol: "tcp", fromPort: 1, toPort: 1 };
const DYNAMIC = "pulumi-nodejs:dynamic/rollout:Check";

/** Old inputs, what changes in them, and what that does. */
const cases: [
  type: string,
  olds: object,
  changes: object,
  effect: "replaces" | "updates" | "nothing",
][] = [
  ["aws:lb/listenerRule:ListenerRule", { priority: 1 }, { priority: 2 }, "updates"],
  ["aws:lb/listenerRule:ListenerRule", { listenerArn: "a" }, { listenerArn: "b" }, "replaces"],
  [
    "aws:lb/listenerRule:ListenerRule",
    { conditions: [{ pathPattern: { values: ["/a", "/b"] } }] },
    { conditions: [{ pathPattern: { values: ["/b", "/a"] } }] },
    "nothing",
  ],
  ["aws:lb/listenerRule:ListenerRule", { transforms: ["a"] }, { transforms: ["b"] }, "updates"],
  ["aws:wafv2/webAcl:WebAcl", { name: "a" }, { name: "b" }, "replaces"],
  ["aws:wafv2/webAcl:WebAcl", { rules: ["a", "b"] }, { rules: ["b", "a"] }, "nothing"],
  ["aws:wafv2/webAcl:WebAcl", { rules: ["a"] }, { rules: ["b"] }, "updates"],
  ["aws:lb/targetGroup:TargetGroup", { port: 1 }, { port: 2 }, "replaces"],
  ["aws:lb/targetGroup:TargetGroup", { protocol: "HTTP" }, { protocol: "HTTPS" }, "replaces"],
  ["aws:lb/targetGroup:TargetGroup", { targetType: "ip" }, { targetType: "instance" }, "replaces"],
  ["aws:lb/targetGroup:TargetGroup", { vpcId: "a" }, { vpcId: UNKNOWN }, "replaces"],
  [
    "aws:lb/targetGroup:TargetGroup",
    { healthCheck: { path: "/a" } },
    { healthCheck: { path: "/b" } },
    "updates",
  ],
  ["aws:lb/loadBalancer:LoadBalancer", { internal: false }, { internal: true }, "replaces"],
  ["aws:lb/loadBalancer:LoadBalancer", { subnets: ["a", "b"] }, { subnets: ["b", "a"] }, "nothing"],
  ["aws:lb/loadBalancer:LoadBalancer", { subnets: ["a", "b"] }, { subnets: ["a", "c"] }, "updates"],
  ["aws:lb/listener:Listener", { port: 80 }, { port: 81 }, "updates"],
  ["aws:ecs/service:Service", { taskDefinition: "a" }, { taskDefinition: "b" }, "updates"],
  ["aws:ecs/service:Service", { launchType: "FARGATE" }, { launchType: "EC2" }, "replaces"],
  [
    "aws:ecs/service:Service",
    { schedulingStrategy: "REPLICA" },
    { schedulingStrategy: "DAEMON" },
    "replaces",
  ],
  [
    "aws:ecs/service:Service",
    { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }] },
    { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] },
    "updates",
  ],
  ["aws:ecs/taskDefinition:TaskDefinition", task(), { cpu: "512", memory: "1024" }, "replaces"],
  ["aws:ecs/taskDefinition:TaskDefinition", task(), { tags: { a: "b" } }, "updates"],
  ["aws:ecs/taskDefinition:TaskDefinition", task(), { containerDefinitions: UNKNOWN }, "replaces"],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    containers([{ name: "a", image: "i", environment: [{ name: "A" }, { name: "B" }] }]),
    containers([
      {
        image: "i",
        name: "a",
        essential: true,
        environment: [{ name: "B" }, { name: "A" }],
        secrets: [],
      },
    ]),
    "nothing",
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    containers([{ name: "a", image: "i" }]),
    containers([{ name: "a", image: "j" }]),
    "replaces",
  ],
  [
    "aws:rds/instance:Instance",
    { storageEncrypted: true },
    { storageEncrypted: false },
    "replaces",
  ],
  ["aws:rds/instance:Instance", { kmsKeyId: "a" }, { kmsKeyId: "b" }, "replaces"],
  ["aws:rds/instance:Instance", { identifier: "a" }, { identifier: "b" }, "replaces"],
  [
    "aws:rds/instance:Instance",
    { instanceClass: "db.t4g.micro" },
    { instanceClass: "db.t4g.small" },
    "updates",
  ],
  ["aws:rds/instance:Instance", { engineVersion: "15" }, { engineVersion: "16" }, "updates"],
  ["aws:rds/instance:Instance", { password: "a" }, { password: "b" }, "updates"],
  ["aws:ssm/parameter:Parameter", { name: "/a" }, { name: "/b" }, "replaces"],
  ["aws:ssm/parameter:Parameter", { value: "a" }, { value: "b" }, "updates"],
  ["aws:ssm/parameter:Parameter", { tier: "Advanced" }, { tier: "Standard" }, "replaces"],
  ["aws:secretsmanager/secret:Secret", { name: "/a" }, { name: "/b" }, "replaces"],
  [
    "aws:secretsmanager/secretVersion:SecretVersion",
    { secretString: "a" },
    { secretString: "b" },
    "replaces",
  ],
  ["aws:ecr/repository:Repository", { name: "a" }, { name: "b" }, "replaces"],
  [
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    { policy: '{"rules":[]}' },
    { policy: '{ "rules": [] }' },
    "nothing",
  ],
  [
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    { policy: '{"rules":[1]}' },
    { policy: '{"rules":[2]}' },
    "replaces",
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: '{"Statement":[{"Action":["a","b"]}]}' },
    { assumeRolePolicy: '{"Statement":{"Action":["b","a"]}}' },
    "nothing",
  ],
  ["aws:iam/role:Role", { path: "/" }, { path: "/a/" }, "replaces"],
  ["aws:iam/rolePolicy:RolePolicy", { policy: '{"a":1}' }, { policy: '{"a":2}' }, "updates"],
  ["aws:kms/key:Key", { description: "a" }, { description: "b" }, "updates"],
  ["aws:kms/alias:Alias", { name: "alias/a" }, { name: "alias/b" }, "replaces"],
  ["aws:ec2/vpc:Vpc", { cidrBlock: "a" }, { cidrBlock: "b" }, "replaces"],
  ["aws:ec2/vpc:Vpc", { tags: { a: "1" } }, { tags: { a: "2" } }, "updates"],
  [
    "aws:ec2/route:Route",
    { gatewayId: "a" },
    { gatewayId: undefined, natGatewayId: "b" },
    "updates",
  ],
  ["aws:ec2/securityGroup:SecurityGroup", { description: "a" }, { description: "b" }, "replaces"],
  ["aws:ec2/flowLog:FlowLog", { trafficType: "ALL" }, { trafficType: "REJECT" }, "replaces"],
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    { ...RULE, cidrIpv4: "10.0.0.0/8" },
    { fromPort: 0 },
    "updates",
  ],
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    { ...RULE, cidrIpv4: "10.0.0.0/8" },
    { cidrIpv4: undefined, prefixListId: "pl" },
    "replaces",
  ],
  [
    "aws:servicediscovery/service:Service",
    { dnsConfig: { namespaceId: "a", dnsRecords: [{ type: "A", ttl: 10 }] } },
    { dnsConfig: { namespaceId: "a", dnsRecords: [{ type: "A", ttl: 60 }] } },
    "updates",
  ],
  [
    "aws:servicediscovery/service:Service",
    { dnsConfig: { namespaceId: "a", dnsRecords: [{ type: "A", ttl: 10 }] } },
    { dnsConfig: { namespaceId: "a", dnsRecords: [{ type: "SRV", ttl: 10 }] } },
    "replaces",
  ],
  [
    "aws:servicediscovery/service:Service",
    { dnsConfig: { namespaceId: "a" } },
    { dnsConfig: { namespaceId: "b" } },
    "replaces",
  ],
  ["aws:ec2/natGateway:NatGateway", { vpcId: "a" }, { vpcId: "b" }, "replaces"],
  [
    "aws:ec2/natGateway:NatGateway",
    { availabilityMode: "zonal" },
    { availabilityMode: "regional" },
    "replaces",
  ],
  ["random:index/randomPassword:RandomPassword", { length: 8 }, { length: 9 }, "replaces"],
  [
    "docker:index/image:Image",
    { build: { contextDigest: "a" } },
    { build: { contextDigest: "b" } },
    "updates",
  ],
  [
    "docker:index/image:Image",
    { registry: { server: "s", password: "a" } },
    { registry: { server: "s", password: "b" } },
    "nothing",
  ],
  [
    "docker:index/image:Image",
    { registry: { server: "s", password: "a" } },
    { registry: { server: "t", password: "a" } },
    "updates",
  ],
  [
    DYNAMIC,
    { kind: "rollout-check", taskDefinitionArn: "a" },
    { taskDefinitionArn: "b" },
    "updates",
  ],
  [DYNAMIC, { kind: "rollout-check", __provider: "code" }, { __provider: "other code" }, "nothing"],
  [DYNAMIC, { kind: "migration-run", imageDigest: "a" }, { imageDigest: "b" }, "updates"],
  [DYNAMIC, { kind: "migration-run", cluster: "a" }, { cluster: "b" }, "replaces"],
  [
    DYNAMIC,
    { kind: "migration-run", taskDefinitionArn: "a" },
    { taskDefinitionArn: "b" },
    "updates",
  ],
];

describe("a change", () => {
  for (const [type, olds, changes, effect] of cases) {
    it(`of ${type} by ${JSON.stringify(changes).slice(0, 70)} ${effect}`, () => {
      const { changed, replaces } = compare(type, olds, { ...olds, ...changes });
      const seen = replaces.length > 0 ? "replaces" : changed.length > 0 ? "updates" : "nothing";
      expect(seen).to.equal(effect);
    });
  }

  it("is none where nothing, empty and left out take turns", () => {
    const type = "aws:ec2/vpc:Vpc";
    expect(compare(type, { tags: {}, cidrBlock: "" }, {}).changed).to.deep.equal([]);
  });

  it("is none where what the cloud filled in is written down", () => {
    const type = "aws:rds/instance:Instance";
    expect(compare(type, {}, { multiAz: false }, { multiAz: false }).changed).to.deep.equal([]);
    expect(compare(type, {}, { multiAz: true }, { multiAz: false }).changed).to.deep.equal([
      "multiAz",
    ]);
  });

  it("deletes first where the program names what is replaced, and only there", () => {
    const type = "aws:lb/targetGroup:TargetGroup";
    const first = (name: string) =>
      compare(type, { name, port: 1 }, { name, port: 2 }).deleteBeforeReplace;
    expect(first("orders-tg")).to.equal(true);
    expect(first("x-0123abc")).to.equal(false);
    expect(compare(type, { name: "n" }, { name: "n", slowStart: 30 }).deleteBeforeReplace).to.equal(
      false,
    );
  });
});
