import { expect } from "chai";

import { UNKNOWN } from "../../../local/stand-ins/values";
import { balancer, configuration, network, rule, task, TestAccount, TRUST, urnOf } from "./support";

const LB = "aws:lb/loadBalancer:LoadBalancer";
const RULE = "aws:lb/listenerRule:ListenerRule";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";
const SUBNET = "aws:ec2/subnet:Subnet";
const CHECK = "pulumi-nodejs:dynamic:Resource";

/** A service behind the load balancer, to the point where it is made. */
function readyService(account: TestAccount) {
  const { listener, group, subnetIds } = balancer(account);
  account.make("aws:ecs/cluster:Cluster", "c", { name: "shop" });
  const definition = account.make(TASK, "orders", task());
  const service = (changes: object = {}) => ({
    name: "orders",
    cluster: "shop",
    taskDefinition: definition.outputs.arn,
    networkConfiguration: { subnets: subnetIds },
    loadBalancers: [
      { targetGroupArn: group.outputs.arn, containerName: "orders", containerPort: 3001 },
    ],
    ...changes,
  });
  const attach = () =>
    account.make(RULE, "orders", rule(listener.outputs.arn, group.outputs.arn, 10));
  return { service, attach, listener, group, definition };
}

describe("the account", () => {
  let account: TestAccount;
  beforeEach(() => (account = new TestAccount()));

  it("refuses a name that is taken, until it is free again", () => {
    const make = () =>
      account.make("aws:iam/role:Role", "r", { name: "task", assumeRolePolicy: TRUST });
    const first = make();
    expect(make).to.throw(/creating aws:iam\/role:Role "r": AlreadyExists: .*task/);
    account.drop(first);
    expect(make).to.not.throw();
  });

  it("keeps stacks apart", () => {
    const inputs = { name: "shop" };
    const other = "urn:pulumi:prod::shop::aws:ecs/cluster:Cluster::c";
    account.make("aws:ecs/cluster:Cluster", "c", inputs);
    expect(() => account.provider.create(other, inputs, configuration, false)).to.not.throw();
  });

  it("gives a replacement other ids and another made-up name than what it replaces", () => {
    const make = () => account.make("aws:lb/targetGroup:TargetGroup", "orders", {});
    const [first, second] = [make(), make()];
    expect(second.id).to.not.equal(first.id);
    expect(second.outputs.name).to.not.equal(first.outputs.name);
  });

  it("keeps a replacement's ids when it is changed", () => {
    const make = () => account.make("aws:ec2/eip:Eip", "nat", {});
    const [first, second] = [make(), make()];
    expect(second.id).to.not.equal(first.id);
    const { allocationId, tagsAll } = account.change(second, { tags: { a: "b" } });
    expect([allocationId, tagsAll]).to.deep.equal([second.id, { a: "b" }]);
  });

  it("counts the revisions of a family", () => {
    const arns = ["a", "b"].map(name => account.make(TASK, name, task()).outputs.arn);
    expect(arns.map((arn: string) => arn.split(":").pop())).to.deep.equal(["1", "2"]);
  });

  it("refuses an endpoint for a service of another region", () => {
    const { vpc } = network(account);
    const make = (region: string) =>
      account.make("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${region}.s3`,
      });
    expect(() => make("eu-west-1")).to.throw("InvalidServiceName");
    expect(() => make("us-east-1")).to.not.throw();
  });

  it("refuses a regional NAT gateway in a VPC of ours without an internet gateway", () => {
    const { vpc } = network(account);
    const make = (vpcId: string) =>
      account.make("aws:ec2/natGateway:NatGateway", "nat", { vpcId, availabilityMode: "regional" });
    expect(() => make(vpc.id)).to.throw("Gateway.NotAttached");
    expect(() => make("vpc-0a0a0a0a0a0a0a0a0")).to.not.throw();
    account.make("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: vpc.id });
    const { outputs } = make(vpc.id);
    expect(outputs).to.include({ availabilityMode: "regional", autoProvisionZones: "enabled" });
    expect(outputs.routeTableId).to.match(/^rtb-/);
  });

  it("refuses a subnet outside its VPC, over another, and in another region's zone", () => {
    const { vpc } = network(account);
    const make = (cidrBlock: string, availabilityZone = "us-east-1a") =>
      account.make(SUBNET, "s", { vpcId: vpc.id, cidrBlock, availabilityZone });
    expect(() => make("10.1.0.0/24")).to.throw("InvalidSubnet.Range");
    expect(() => make("10.0.1.128/25")).to.throw("InvalidSubnet.Conflict");
    expect(() => make("10.0.2.0/24", "eu-west-1a")).to.throw("us-east-1a, us-east-1b");
    expect(() => make("10.0.2.0/24")).to.not.throw();
  });

  it("wants names in a VPC before private names of an endpoint", () => {
    const make = (enableDnsHostnames: boolean) => {
      const vpc = account.make("aws:ec2/vpc:Vpc", "v", { enableDnsHostnames });
      return account.make("aws:ec2/vpcEndpoint:VpcEndpoint", "e", {
        vpcId: vpc.id,
        serviceName: "com.amazonaws.us-east-1.ecr.api",
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
      });
    };
    expect(() => make(false)).to.throw("off: enableDnsHostnames");
    expect(() => make(true)).to.not.throw();
  });

  it("refuses ids of its own that are gone, and takes those of a real account", () => {
    const { vpc } = network(account);
    account.drop(vpc);
    const make = (vpcId: string) =>
      account.make("aws:ec2/securityGroup:SecurityGroup", "web", { vpcId });
    expect(() => make(vpc.id)).to.throw(`The vpc ID '${vpc.id}' does not exist`);
    const { id } = account.provider.invoke("aws:ec2/getVpc:getVpc", {}, configuration);
    expect(() => make(String(id))).to.not.throw();
    expect(() => make("vpc-12345678")).to.not.throw();
    expect(() => make("vpc-0123456789abcdef0")).to.not.throw();
  });

  it("refuses ARNs of its own that are gone", () => {
    const role = "arn:aws:iam::123456789012:role/gone";
    expect(() => account.make(TASK, "t", { ...task(), taskRoleArn: role })).to.throw(
      `there is no role ${role}`,
    );
    const key = account.make("aws:kms/key:Key", "k", {});
    account.drop(key);
    const secret = { name: "s", kmsKeyId: key.outputs.arn };
    expect(() => account.make("aws:secretsmanager/secret:Secret", "s", secret)).to.throw(
      "there is no KMS key",
    );
  });

  it("refuses a load balancer in one zone", () => {
    const { subnetIds } = network(account);
    const make = (subnets: string[]) => account.make(LB, "alb", { subnets });
    expect(() => make([subnetIds[0]])).to.throw("two different Availability Zones");
    expect(() => make(subnetIds)).to.not.throw();
  });

  it("refuses access logs to a bucket that does not take them", () => {
    const { subnetIds } = network(account);
    const accessLogs = { enabled: true, bucket: "logs" };
    expect(() => account.make(LB, "alb", { subnets: subnetIds, accessLogs })).to.throw(
      "Access Denied for bucket: logs",
    );
  });

  it("refuses a priority in use, at creation and at a change", () => {
    const { listener, group } = balancer(account);
    const make = (name: string, priority: number) =>
      account.make(RULE, name, rule(listener.outputs.arn, group.outputs.arn, priority));
    make("a", 10);
    expect(() => make("b", 10)).to.throw("Priority '10' is currently in use by a");
    const other = make("b", 11);
    expect(() => account.change(other, { priority: 10 })).to.throw("PriorityInUse");
    expect(account.change(other, { priority: 12 })).to.include({ priority: 12, arn: other.id });
  });

  it("takes 100 rules on a listener", () => {
    const { listener, group } = balancer(account);
    const make = (priority: number) =>
      account.make(RULE, `r${priority}`, rule(listener.outputs.arn, group.outputs.arn, priority));
    Array.from({ length: 100 }, (_, index) => make(index + 1));
    expect(() => make(101)).to.throw("TooManyRules");
  });

  it("takes 60 rules in each direction of a security group", () => {
    const { vpc } = network(account);
    const group = account.make("aws:ec2/securityGroup:SecurityGroup", "g", { vpcId: vpc.id });
    const make = (direction: string, port: number) =>
      account.make(
        `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`,
        `p${port}`,
        {
          securityGroupId: group.id,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: "10.0.0.0/16",
        },
      );
    const last = Array.from({ length: 60 }, (_, index) => make("Egress", index + 1))[59];
    expect(() => make("Egress", 61)).to.throw("RulesPerSecurityGroupLimitExceeded");
    expect(() => make("Ingress", 61)).to.not.throw();
    expect(() => account.change(last, { description: "last" })).to.not.throw();
  });

  it("refuses a service whose target group no rule leads to", () => {
    const { service, attach } = readyService(account);
    expect(() => account.make(SERVICE, "s", service())).to.throw(
      "does not have an associated load balancer",
    );
    attach();
    expect(() => account.make(SERVICE, "s", service())).to.not.throw();
  });

  it("refuses a service with a container, port or cluster that is not there", () => {
    const { service, attach, group } = readyService(account);
    attach();
    const target = {
      targetGroupArn: group.outputs.arn,
      containerName: "orders",
      containerPort: 80,
    };
    const make = (changes: object) => () => account.make(SERVICE, "s", service(changes));
    expect(make({ loadBalancers: [target] })).to.throw("did not have a container port 80 defined");
    expect(make({ loadBalancers: [{ ...target, containerName: "web" }] })).to.throw(
      "the container web does not exist",
    );
    expect(make({ cluster: "other" })).to.throw(
      "ClusterNotFoundException: there is no cluster other",
    );
    expect(make({ taskDefinition: "other:1" })).to.throw("no active task definition other:1");
    expect(make({ networkConfiguration: undefined })).to.throw("network configuration");
  });

  it("keeps a target group that a rule leads to", () => {
    const { attach, group } = readyService(account);
    const attached = attach();
    expect(() => account.drop(group)).to.throw("currently in use by a listener or a rule");
    account.drop(attached);
    expect(() => account.drop(group)).to.not.throw();
  });

  it("scales only services that there are, by targets that there are", () => {
    const { service, attach } = readyService(account);
    attach();
    const key = {
      resourceId: "service/shop/orders",
      scalableDimension: "ecs:service:DesiredCount",
      serviceNamespace: "ecs",
    };
    const target = () =>
      account.make("aws:appautoscaling/target:Target", "t", {
        ...key,
        minCapacity: 1,
        maxCapacity: 2,
      });
    const policy = () => account.make("aws:appautoscaling/policy:Policy", "p", key);
    expect(target).to.throw("ECS service doesn't exist: service/shop/orders");
    account.make(SERVICE, "s", service());
    expect(policy).to.throw("no scalable target registered");
    target();
    expect(policy).to.not.throw();
  });

  it("finds that a service runs another revision than the one checked", () => {
    const { service, attach, definition } = readyService(account);
    attach();
    const made = account.make(SERVICE, "s", service());
    const arn = definition.outputs.arn as string;
    const make = (name: string, taskDefinitionArn: string | undefined, rest: object = {}) =>
      account.make(CHECK, name, {
        __provider: "code",
        kind: "rollout-check",
        cluster: "shop",
        service: "orders",
        region: "us-east-1",
        shifting: false,
        timeoutSeconds: 60,
        ...(taskDefinitionArn && { taskDefinitionArn }),
        ...rest,
      });
    const next = account.make(TASK, "next", task());
    expect(() => make("check", next.outputs.arn)).to.throw(`orders runs ${arn}`);
    expect(() => make("first", undefined)).to.not.throw();
    expect(() => make("none", undefined, { service: "other" })).to.throw("there is no service");
    const check = make("check", arn);
    account.change(made, { taskDefinition: next.outputs.arn });
    const after = account.change(check, { taskDefinitionArn: next.outputs.arn });
    expect(after.deploymentId)
      .to.match(/^ecs-svc\/\d{19}$/)
      .and.not.equal(check.outputs.deploymentId);
  });

  it("lets CloudWatch Logs use a key only where the key's policy does", () => {
    const statement = (pattern: string) => ({
      Effect: "Allow",
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Action: "kms:Encrypt*",
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": pattern } },
    });
    const owner = { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" };
    const key = account.make("aws:kms/key:Key", "k", {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [owner, statement("arn:aws:logs:us-east-1:123456789012:log-group:/ecs/*")],
      }),
    });
    const make = (name: string) =>
      account.make("aws:cloudwatch/logGroup:LogGroup", name, { name, kmsKeyId: key.outputs.arn });
    expect(() => make("/vpc/flow")).to.throw("does not let logs.us-east-1.amazonaws.com");
    expect(() => make("/ecs/shop")).to.not.throw();
  });

  it("wants database subnets in two zones and parameters of the engine's family", () => {
    const { subnetIds } = network(account);
    const group = (name: string, ids: string[]) =>
      account.make("aws:rds/subnetGroup:SubnetGroup", name, { name, subnetIds: ids });
    expect(() => group("one", [subnetIds[0]])).to.throw("at least two");
    group("two", subnetIds);
    account.make("aws:rds/parameterGroup:ParameterGroup", "p", {
      name: "pg",
      family: "postgres15",
    });
    const database = (engineVersion: string, dbSubnetGroupName: string) => () =>
      account.make("aws:rds/instance:Instance", "db", {
        instanceClass: "db.t4g.micro",
        allocatedStorage: 20,
        engine: "postgres",
        engineVersion,
        dbSubnetGroupName,
        parameterGroupName: "pg",
      });
    expect(database("16", "two")).to.throw("is of family postgres15; use one of postgres16");
    expect(database("15", "one")).to.throw("there is no DB subnet group one");
    expect(database("15", "two")).to.not.throw();
  });

  it("counts a parameter's versions", () => {
    const parameter = account.make("aws:ssm/parameter:Parameter", "p", {
      name: "/shop/url",
      type: "String",
      value: "a",
    });
    expect(account.change(parameter, { tags: { a: "b" } }).version).to.equal(1);
    expect(account.change(parameter, { value: "b" })).to.include({
      version: 2,
      arn: parameter.outputs.arn,
    });
  });

  it("plans a creation with unknown outputs, and makes nothing of it", () => {
    const urn = urnOf("aws:ecs/cluster:Cluster", "c");
    const plan = () => account.provider.create(urn, { name: "shop" }, configuration, true);
    expect(plan()).to.deep.equal({
      id: "",
      outputs: { name: "shop", arn: UNKNOWN, tagsAll: {} },
    });
    plan();
    expect(() => account.make("aws:ecs/cluster:Cluster", "c", { name: "shop" })).to.not.throw();
  });

  it("plans a change with its new outputs unknown and the others kept", () => {
    const image = account.make("docker:index/image:Image", "i", {
      imageName: "shop:latest",
      build: { context: ".", dockerfile: "support.ts" },
    });
    const change = {
      id: image.id,
      oldInputs: image.inputs,
      oldOutputs: image.outputs,
      news: { ...image.inputs, skipPush: true },
    };
    const planned = account.provider.update(image.urn, change, configuration, true);
    expect(planned).to.include({ repoDigest: UNKNOWN, baseImageName: "shop:latest" });
  });

  it("reads what it has and refuses what was made elsewhere", () => {
    const vpc = account.make("aws:ec2/vpc:Vpc", "net", {});
    const read = (outputs: object) =>
      account.provider.read(vpc.urn, vpc.id, vpc.inputs, { ...outputs });
    expect(read(vpc.outputs)?.outputs).to.deep.equal(vpc.outputs);
    // An orphan is found by its id alone, as on AWS.
    expect(read({})?.outputs).to.deep.equal(vpc.outputs);
    account.drop(vpc);
    expect(read(vpc.outputs)).to.equal(undefined);
    expect(() => read({})).to.throw("made elsewhere");
  });

  it("makes passwords at random, as their inputs say", () => {
    const make = (inputs: object) =>
      account.make("random:index/randomPassword:RandomPassword", "pw", inputs).outputs.result;
    const plain = { length: 40, special: false };
    expect(make(plain))
      .to.match(/^[A-Za-z0-9]{40}$/)
      .and.not.equal(make(plain));
    expect(
      make({ length: 4, lower: false, upper: false, numeric: false, overrideSpecial: "!" }),
    ).to.equal("!!!!");
    expect(make({ length: 3, minLower: 1, minUpper: 1, minNumeric: 1, special: false })).to.match(
      /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9]).{3}$/,
    );
  });
});
