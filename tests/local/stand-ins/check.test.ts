import { expect } from "chai";

import { UNKNOWN } from "../../../local/stand-ins/values";
import { configuration, task, TestAccount, TRUST, urnOf } from "./support";

const check = (type: string, news: object, olds: object = {}, settings = configuration) =>
  new TestAccount().provider.check(urnOf(type, "x"), { ...olds }, { ...news }, settings);

const DB = { identifier: "db", instanceClass: "db.t4g.micro", allocatedStorage: 20 };
const ALARM = {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 2,
  metricName: "CPUUtilization",
  namespace: "AWS/ECS",
  statistic: "Average",
  period: 60,
};
const FORWARD = { type: "forward", targetGroupArn: "t" };
const RULE = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80 };
const NAT = "aws:ec2/natGateway:NatGateway";
const REGIONAL = { availabilityMode: "regional", vpcId: "vpc-1" };
const policy = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

/** Valid inputs, and the same with one mistake: the property that is refused. */
const cases: [type: string, valid: object, mistake: object, property: string, reason: RegExp][] = [
  [
    "aws:lb/targetGroup:TargetGroup",
    { name: "a".repeat(32) },
    { name: "a".repeat(33) },
    "name",
    /1 to 32/,
  ],
  [
    "aws:lb/targetGroup:TargetGroup",
    { healthCheck: { interval: 10, timeout: 5 } },
    { healthCheck: { interval: 10, timeout: 10 } },
    "healthCheck",
    /smaller than the interval/,
  ],
  [
    "aws:lb/targetGroup:TargetGroup",
    { healthCheck: { interval: 5, timeout: 2 } },
    { healthCheck: { interval: 4, timeout: 2 } },
    "healthCheck.interval",
    /5 to 300/,
  ],
  [
    "aws:lb/targetGroup:TargetGroup",
    { healthCheck: { healthyThreshold: 2 } },
    { healthCheck: { healthyThreshold: 1 } },
    "healthCheck.healthyThreshold",
    /2 to 10/,
  ],
  [
    "aws:lb/loadBalancer:LoadBalancer",
    { name: "shop-alb" },
    { name: "internal-alb" },
    "name",
    /not beginning with internal-/,
  ],
  [
    "aws:lb/listener:Listener",
    { loadBalancerArn: "a", defaultActions: [], port: 443, protocol: "HTTPS", certificateArn: "c" },
    { certificateArn: undefined },
    "certificateArn",
    /a certificate must be specified/,
  ],
  [
    "aws:lb/listenerRule:ListenerRule",
    {
      listenerArn: "l",
      actions: [FORWARD],
      priority: 50000,
      conditions: [{ pathPattern: { values: ["/a"] } }],
    },
    { priority: 50001 },
    "priority",
    /1 to 50000/,
  ],
  [
    "aws:lb/listenerRule:ListenerRule",
    {
      listenerArn: "l",
      actions: [FORWARD],
      conditions: [{ pathPattern: { values: ["/1", "/2", "/3", "/4", "/5"] } }],
    },
    {
      conditions: [
        { pathPattern: { values: ["/1", "/2", "/3", "/4", "/5"] } },
        { hostHeader: { values: ["h"] } },
      ],
    },
    "conditions",
    /6 condition values; a rule takes 5/,
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: TRUST, name: "a".repeat(64) },
    { name: "a".repeat(65) },
    "name",
    /1 to 64/,
  ],
  [
    "aws:iam/role:Role",
    { assumeRolePolicy: TRUST },
    { assumeRolePolicy: "{" },
    "assumeRolePolicy",
    /not JSON/,
  ],
  [
    "aws:iam/rolePolicy:RolePolicy",
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }) },
    { policy: policy({ Effect: "Allow", Action: "s3:GetObject" }) },
    "policy",
    /no Resource/,
  ],
  [
    "aws:iam/rolePolicy:RolePolicy",
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }) },
    { policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "x".repeat(10240) }) },
    "policy",
    /LimitExceeded/,
  ],
  [
    "aws:iam/policy:Policy",
    { policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "x".repeat(6000) }) },
    { policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "x".repeat(6144) }) },
    "policy",
    /of 6144/,
  ],
  ["aws:rds/instance:Instance", DB, { identifier: "a--b" }, "identifier", /hyphen/],
  ["aws:rds/instance:Instance", DB, { allocatedStorage: 19 }, "allocatedStorage", /20 to 65536/],
  [
    "aws:rds/instance:Instance",
    { ...DB, backupRetentionPeriod: 35 },
    { backupRetentionPeriod: 36 },
    "backupRetentionPeriod",
    /0 to 35/,
  ],
  [
    "aws:rds/instance:Instance",
    { ...DB, password: "a".repeat(8) },
    { password: "a/bcdefgh" },
    "password",
    /RDS refuses/,
  ],
  [
    "aws:rds/instance:Instance",
    { ...DB, password: "a".repeat(128) },
    { password: "a".repeat(7) },
    "password",
    /8 to 128/,
  ],
  [
    "aws:rds/instance:Instance",
    { ...DB, username: "shop" },
    { username: "admin" },
    "username",
    /reserves/,
  ],
  [
    "aws:ecr/repository:Repository",
    { name: "shop/order-service" },
    { name: "Shop/x" },
    "name",
    /lower-case/,
  ],
  [
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    { repository: "r", policy: JSON.stringify({ rules: [{ rulePriority: 1 }] }) },
    { policy: JSON.stringify({ rules: [{ rulePriority: 1 }, { rulePriority: 1 }] }) },
    "policy",
    /twice/,
  ],
  [
    "aws:cloudwatch/logGroup:LogGroup",
    { name: "/ecs/shop", retentionInDays: 30 },
    { retentionInDays: 31 },
    "retentionInDays",
    /one of/,
  ],
  [
    "aws:cloudwatch/logGroup:LogGroup",
    { name: "/ecs/shop" },
    { name: "/ecs/a b" },
    "name",
    /letters, digits/,
  ],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", ALARM, { period: 45 }, "period", /multiple of 60/],
  [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    ALARM,
    { comparisonOperator: "Above" },
    "comparisonOperator",
    /one of/,
  ],
  [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    ALARM,
    { extendedStatistic: "p95" },
    "statistic",
    /exactly one/,
  ],
  [
    "aws:secretsmanager/secret:Secret",
    { name: "/shop/db" },
    { name: "a b" },
    "name",
    /letters, digits/,
  ],
  [
    "aws:secretsmanager/secret:Secret",
    { recoveryWindowInDays: 0 },
    { recoveryWindowInDays: 3 },
    "recoveryWindowInDays",
    /0 or 7 to 30/,
  ],
  [
    "aws:ssm/parameter:Parameter",
    { name: "/shop/url", type: "String", value: "v" },
    { name: "/aws/url" },
    "name",
    /not beginning with aws/,
  ],
  [
    "aws:ssm/parameter:Parameter",
    { name: "/shop/url", type: "SecureString", value: "v", keyId: "k" },
    { type: "String" },
    "type",
    /no keyId/,
  ],
  [
    "aws:ssm/parameter:Parameter",
    { name: "/shop/url", type: "String", value: "v".repeat(4096) },
    { value: "v".repeat(4097) },
    "value",
    /4096/,
  ],
  [
    "aws:kms/alias:Alias",
    { name: "alias/shop", targetKeyId: "k" },
    { name: "shop" },
    "name",
    /alias\//,
  ],
  [
    "aws:kms/key:Key",
    {
      policy: policy({
        Effect: "Allow",
        Principal: { AWS: "root" },
        Action: "kms:*",
        Resource: "*",
      }),
    },
    {
      policy: policy({
        Effect: "Allow",
        Principal: { AWS: "root" },
        Action: "kms:Decrypt",
        Resource: "*",
      }),
    },
    "policy",
    /update the key policy in the future/,
  ],
  [
    "aws:s3/bucket:Bucket",
    { bucket: "shop-logs" },
    { bucket: "Shop_logs" },
    "bucket",
    /lower-case/,
  ],
  [
    "aws:s3/bucket:Bucket",
    { bucket: "shop-logs" },
    { bucket: "192.168.0.1" },
    "bucket",
    /lower-case/,
  ],
  [
    "aws:servicediscovery/service:Service",
    { name: "orders" },
    { name: "or ders" },
    "name",
    /1 to 63/,
  ],
  ["aws:ecs/cluster:Cluster", { name: "shop-dev" }, { name: "shop dev" }, "name", /1 to 255/],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    task(),
    { memory: "768" },
    "memory",
    /No Fargate configuration/,
  ],
  ["aws:ecs/taskDefinition:TaskDefinition", task(), { cpu: "300" }, "cpu", /256, 512, 1024/],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    task(),
    { containerDefinitions: "[" },
    "containerDefinitions",
    /not a JSON list/,
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    task(),
    task({ image: undefined }),
    "containerDefinitions",
    /no image/,
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    task(),
    task({ portMappings: [{ containerPort: 3001, hostPort: 80 }] }),
    "containerDefinitions",
    /hostPort 80/,
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    { ...task({ secrets: [{ name: "A", valueFrom: "arn" }] }), executionRoleArn: "r" },
    { executionRoleArn: undefined },
    "containerDefinitions",
    /executionRoleArn/,
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    task(),
    task({
      environment: [
        { name: "A", value: "1" },
        { name: "A", value: "2" },
      ],
    }),
    "containerDefinitions",
    /variable A twice/,
  ],
  [
    "aws:appautoscaling/target:Target",
    {
      resourceId: "r",
      scalableDimension: "d",
      serviceNamespace: "n",
      minCapacity: 2,
      maxCapacity: 2,
    },
    { minCapacity: 3 },
    "maxCapacity",
    /below minCapacity 3/,
  ],
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    { ...RULE, cidrIpv4: "10.0.0.0/16" },
    { cidrIpv4: "10.0.0.1/16" },
    "cidrIpv4",
    /boundary/,
  ],
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    { ...RULE, cidrIpv4: "10.0.0.0/16" },
    { prefixListId: "pl-1" },
    "cidrIpv4",
    /exactly one/,
  ],
  [
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    { ...RULE, cidrIpv4: "0.0.0.0/0" },
    { fromPort: 81 },
    "fromPort",
    /above toPort/,
  ],
  [
    "aws:ec2/securityGroup:SecurityGroup",
    { name: "web" },
    { name: "sg-web" },
    "name",
    /does not begin with sg-/,
  ],
  [
    "aws:ec2/vpc:Vpc",
    { cidrBlock: "10.0.0.0/16" },
    { cidrBlock: "10.0.0.0/8" },
    "cidrBlock",
    /\/16 to \/28/,
  ],
  [
    "aws:ec2/vpc:Vpc",
    { tags: { Name: "n" } },
    { tags: { "aws:name": "n" } },
    "tags",
    /begins with aws:/,
  ],
  ["aws:sns/topic:Topic", { name: "alerts" }, { name: "a b" }, "name", /letters, digits/],
  [
    "random:index/randomPassword:RandomPassword",
    { length: 8, minUpper: 8 },
    { minLower: 1 },
    "length",
    /sum of the minimums, 9/,
  ],
  [NAT, { subnetId: "subnet-1" }, { subnetId: undefined }, "availabilityMode", /needs a subnetId/],
  [NAT, REGIONAL, { vpcId: undefined }, "availabilityMode", /needs a vpcId/],
  [NAT, REGIONAL, { subnetId: "s" }, "availabilityMode", /takes no subnetId/],
  [NAT, REGIONAL, { connectivityType: "private" }, "availabilityMode", /regional is public/],
  [NAT, REGIONAL, { availabilityMode: "global" }, "availabilityMode", /one of zonal, regional/],
];

describe("the check of inputs", () => {
  for (const [type, valid, mistake, property, reason] of cases) {
    it(`of ${type} refuses ${JSON.stringify(mistake).slice(0, 60)}`, () => {
      expect(check(type, valid).problems).to.deep.equal([]);
      const [problem] = check(type, { ...valid, ...mistake }).problems;
      expect(problem.property).to.equal(property);
      expect(problem.reason).to.match(reason);
    });
  }

  it("refuses a property that the type does not have, and asks for one that it must have", () => {
    const { problems } = check("aws:kms/alias:Alias", { name: "alias/a", target: "k" });
    expect(problems.map(p => [p.property, p.reason])).to.deep.equal([
      ["target", 'aws:kms/alias:Alias has no input "target"'],
      ["targetKeyId", "it is required"],
    ]);
  });

  it("never shows a password", () => {
    const [problem] = check("aws:rds/instance:Instance", {
      ...DB,
      password: "se/cret word",
    }).problems;
    expect(problem.reason).to.not.contain("cret");
  });

  it("lets pass what is not known yet", () => {
    const { problems } = check("aws:rds/instance:Instance", {
      ...DB,
      password: UNKNOWN,
      dbSubnetGroupName: UNKNOWN,
      allocatedStorage: UNKNOWN,
    });
    expect(problems).to.deep.equal([]);
  });

  it("drops null, in tags too", () => {
    const { inputs } = check("aws:ec2/vpc:Vpc", { cidrBlock: null, tags: { a: "1", b: null } });
    expect(inputs).to.deep.equal({ tags: { a: "1" } });
  });

  it("adds the provider's default tags, the resource's own first", () => {
    const settings = { region: "us-east-1", defaultTags: { Owner: "team", Name: "default" } };
    expect(
      check("aws:ec2/vpc:Vpc", { tags: { Name: "net" } }, {}, settings).inputs.tags,
    ).to.deep.equal({
      Owner: "team",
      Name: "net",
    });
    expect(
      check(
        "aws:s3/bucketVersioning:BucketVersioning",
        { bucket: "b", versioningConfiguration: {} },
        {},
        settings,
      ).inputs,
    ).to.not.have.property("tags");
  });

  it("makes up a name, keeps it, and makes up another when an own name is taken away", () => {
    const type = "aws:lb/targetGroup:TargetGroup";
    const made = check(type, {}).inputs.name;
    expect(made).to.match(/^x-[0-9a-f]{7}$/);
    expect(check(type, {}, { name: "x-0123456" }).inputs.name).to.equal("x-0123456");
    expect(check(type, {}, { name: "own" }).inputs.name).to.equal(made);
    expect(check(type, { namePrefix: "pre-" }).inputs.name).to.match(/^pre-[0-9a-f]{7}$/);
  });

  it("fits a made-up name into AWS's limit", () => {
    const { inputs } = new TestAccount().provider.check(
      urnOf("aws:lb/targetGroup:TargetGroup", "a".repeat(60)),
      {},
      {},
      configuration,
    );
    expect(inputs.name).to.have.length(32);
  });
});
