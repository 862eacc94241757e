import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { containerOf, statementsOf } from "../support/documents";
import { Registration } from "../support/mocks";
import { valueOf } from "../support/values";
import { arn, namesOf, recordSystem, SystemRecording } from "./support/systems";

const SERVICES = [
  "analytics",
  "chatbot",
  "customer",
  "gateway",
  "inventory",
  "notification",
  "order",
  "returns",
  "salesforce",
];

/** What the documents count, by what it is here; each after what more there is, and why. */
const INVENTORY: readonly [
  count: number,
  what: string,
  resources: (r: SystemRecording) => unknown[],
][] = [
  [1, "VPC", r => ofType(r, "awsx:ec2:Vpc")],
  [6, "subnets, three tiers in two zones", subnetsOf],
  [1, "cluster", r => r.all(aws.ecs.Cluster)],
  [9, "services", r => r.all(aws.ecs.Service)],
  [9, "task definitions", r => r.all(aws.ecs.TaskDefinition)],
  [18, "roles of tasks, beside those of flow logs and of enhanced monitoring", taskRolesOf],
  [1, "security group of the load balancer", r => groupsNamed(r, "Load balancer of ")],
  [1, "security group of the database", r => groupsNamed(r, "PostgreSQL of ")],
  [9, "security groups of tasks, where the documents share one", r => groupsNamed(r, "Tasks of ")],
  [1, "default security group of the VPC, closed", r => r.all(aws.ec2.DefaultSecurityGroup)],
  [1, "load balancer", r => r.all(aws.lb.LoadBalancer)],
  [9, "target groups", r => r.all(aws.lb.TargetGroup)],
  [1, "database", r => r.all(aws.rds.Instance)],
  [1, "bucket of the front end, beside the two that access logs go to", siteBucketsOf],
  [1, "CloudFront distribution", r => r.all(aws.cloudfront.Distribution)],
  [9, "log groups of services, beside those of the platform", serviceLogGroupsOf],
  [2, "secrets: the database's credentials and the key of the chatbot", secretsOf],
];

describe("Customer Portal in prod", () => {
  let recording: SystemRecording;
  before(async () => (recording = await recordSystem("customer-portal", "prod")));

  describe("has what the documents count", () => {
    for (const [count, what, resources] of INVENTORY) {
      it(`${count} ${what}`, () => {
        expect(resources(recording)).to.have.length(count);
      });
    }

    it("70 resources and more", () => {
      expect(recording.resources.filter(({ custom }) => custom).length).to.be.greaterThan(70);
    });
  });

  it("has the documented outputs, each with the value of its resource", async () => {
    const outputs = await recording.result;
    const output = (name: string) => valueOf(pulumi.output(outputs[name]));
    const site = recording.only(aws.s3.Bucket, "portal").inputs.bucket;
    expect(await output("s3_bucket_name")).to.equal(site);
    expect(await output("api_gateway_url")).to.match(/^https:\/\/[a-z0-9]+\.cloudfront\.net$/);
    expect(await output("gateway_target_group_arn")).to.match(
      /^arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup\/gateway-tg-production\/\w+$/,
    );
  });

  it("says production in ENVIRONMENT, and production in every documented name", () => {
    for (const service of SERVICES) {
      const { environment } = containerOf(recording, service);
      expect(environment, service).to.deep.include({ name: "ENVIRONMENT", value: "production" });
    }
    expect(recording.only(aws.ecs.Cluster).inputs.name).to.equal(
      "customer-order-portal-production",
    );
  });

  it("keeps its images in customer-portal/", () => {
    const repositories = recording.all(aws.ecr.Repository).map(({ inputs }) => inputs.name);
    expect(repositories).to.have.members(SERVICES.map(name => `customer-portal/${name}`));
  });

  describe("the key of OpenAI", () => {
    const path = "/customer-order-portal/chatbot/openai-api-key";

    it("is a secret of Secrets Manager without a value in the program", () => {
      const { inputs } = recording.only(aws.secretsmanager.Secret, "openai");
      expect(inputs.name).to.equal(path);
      expect(namesOf(recording.all(aws.secretsmanager.SecretVersion))).to.deep.equal([
        "portal-credentials",
      ]);
    });

    it("reaches the chatbot's container, and no other", () => {
      const holders = SERVICES.filter(service =>
        JSON.stringify(containerOf(recording, service)).includes("openai"),
      );
      expect(holders).to.deep.equal(["chatbot"]);
      const { secrets } = containerOf(recording, "chatbot");
      expect(secrets).to.have.length(1);
      expect(secrets[0].name).to.equal("OPENAI_API_KEY");
      expect(secrets[0].valueFrom).to.match(new RegExp(`:secret:${path}-\\w{6}$`));
    });

    it("is what the chatbot's start may read, to the letter, and nobody else's roles name it", () => {
      const reads = statementsOf(recording, "chatbot-execution").filter(({ Action }) =>
        Action.includes("secretsmanager:GetSecretValue"),
      );
      expect(reads.map(({ Resource }) => Resource)).to.deep.equal([
        [arn("secretsmanager", `secret:${path}-??????`)],
      ]);
      const naming = recording
        .all(aws.iam.RolePolicy)
        .filter(({ inputs }) => inputs.policy.includes("secretsmanager"));
      expect(namesOf(naming)).to.deep.equal(["chatbot-execution"]);
    });
  });

  it("asks the gateway last: its rule comes after every other", () => {
    const priority = ({ inputs }: Registration) => inputs.priority as number;
    const rules = [...recording.all(aws.lb.ListenerRule)].sort((a, b) => priority(a) - priority(b));
    expect(rules).to.have.length(9);
    expect(rules[8].inputs.conditions).to.deep.equal([{ pathPattern: { values: ["/*"] } }]);
    expect(rules[8].inputs.actions[0].targetGroupArn).to.contain("/gateway-tg-production/");
    expect(priority(rules[8])).to.be.greaterThan(priority(rules[7]));
  });

  describe("the front end's distribution", () => {
    const distribution = () => recording.only(aws.cloudfront.Distribution).inputs;
    const origin = (id: string) =>
      distribution().origins.find(({ originId }: any) => originId === id);

    it("hands /api/* and /health to the load balancer's host, uncached, with all methods", () => {
      const behaviors: any[] = distribution().orderedCacheBehaviors;
      expect(behaviors.map(({ pathPattern }) => pathPattern)).to.have.members([
        "/api/*",
        "/health",
      ]);
      for (const { targetOriginId, cachePolicyId, allowedMethods } of behaviors) {
        expect(origin(targetOriginId).domainName).to.equal("api.example.com");
        // AWS's own policy "CachingDisabled".
        expect(cachePolicyId).to.equal("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
        expect(allowedMethods).to.include.members(["DELETE", "PATCH", "POST", "PUT"]);
      }
    });

    it("hands the rest to the bucket, through origin access control", () => {
      const { targetOriginId } = distribution().defaultCacheBehavior;
      const files = origin(targetOriginId);
      expect(files.domainName).to.match(/^customer-order-portal-portal-production-\d+\.s3\./);
      expect(files.originAccessControlId).to.be.a("string").that.is.not.empty;
      expect(recording.only(aws.cloudfront.OriginAccessControl).inputs).to.include({
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      });
    });

    it("has no origin access identity, which origin access control replaced", () => {
      expect(recording.all(aws.cloudfront.OriginAccessIdentity)).to.deep.equal([]);
      expect(distribution().origins.filter((o: any) => o.s3OriginConfig)).to.deep.equal([]);
    });

    it("reads a bucket that nobody else reads, and that is closed to the public", () => {
      const policy = JSON.parse(recording.only(aws.s3.BucketPolicy, "portal").inputs.policy);
      const allowed: any[] = policy.Statement.filter(({ Effect }: any) => Effect === "Allow");
      expect(allowed.map(({ Principal }) => Principal)).to.deep.equal(
        allowed.map(() => ({ Service: "cloudfront.amazonaws.com" })),
      );
      expect(recording.only(aws.s3.BucketPublicAccessBlock, "portal").inputs).to.include({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
    });
  });

  it("keeps gateway and orders on demand, and one task on demand of each other service", () => {
    const strategies = (service: string) =>
      recording.only(aws.ecs.Service, service).inputs.capacityProviderStrategies;
    for (const service of SERVICES) {
      expect(strategies(service), service).to.deep.equal(
        ["gateway", "order"].includes(service)
          ? [{ capacityProvider: "FARGATE", weight: 1 }]
          : [
              { capacityProvider: "FARGATE", base: 1, weight: 1 },
              { capacityProvider: "FARGATE_SPOT", weight: 1 },
            ],
      );
    }
    expect(
      recording.only(aws.ecs.ClusterCapacityProviders).inputs.capacityProviders,
    ).to.have.members(["FARGATE", "FARGATE_SPOT"]);
  });

  it("watches CPU above 85 % and memory above 90 %, two times five minutes, of each service", () => {
    const alarm = (name: string) => recording.only(aws.cloudwatch.MetricAlarm, name).inputs;
    const [topic] = recording.all(aws.sns.Topic);
    expect(topic.inputs.name).to.equal("customer-order-portal-alerts-production");
    for (const service of SERVICES) {
      for (const [metric, threshold] of [
        ["cpu", 85],
        ["memory", 90],
      ] as const) {
        expect(alarm(`${service}-${metric}`)).to.include({
          comparisonOperator: "GreaterThanThreshold",
          threshold,
          evaluationPeriods: 2,
          period: 300,
        });
        expect(alarm(`${service}-${metric}`).alarmActions).to.deep.equal([
          arn("sns", "customer-order-portal-alerts-production"),
        ]);
      }
    }
  });

  it("lets the three services that ask the internet reach it", () => {
    for (const service of ["chatbot", "notification", "salesforce"]) {
      const egress = recording.only(
        aws.vpc.SecurityGroupEgressRule,
        `${service}-to-internet`,
      ).inputs;
      expect(egress).to.include({ cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443 });
    }
  });
});

describe("Customer Portal's options", () => {
  const alarmsOf = async (stack: "dev" | "prod", alarms?: boolean) => {
    const options = alarms === undefined ? {} : { options: { alarms } };
    const recording = await recordSystem("customer-portal", stack, options);
    return [recording.all(aws.cloudwatch.MetricAlarm), recording.all(aws.sns.Topic)].map(
      ({ length }) => length > 0,
    );
  };

  it("alarms: on in prod and off in dev, or as they say", async () => {
    expect(await alarmsOf("prod")).to.deep.equal([true, true]);
    expect(await alarmsOf("dev")).to.deep.equal([false, false]);
    expect(await alarmsOf("prod", false)).to.deep.equal([false, false]);
    expect(await alarmsOf("dev", true)).to.deep.equal([true, true]);
  });

  it("multiAz: on in prod, or the single zone of the documented costs", async () => {
    const multiAz = async (changes: object) => {
      const recording = await recordSystem("customer-portal", "prod", { ...changes });
      return recording.only(aws.rds.Instance).inputs.multiAz;
    };
    expect(await multiAz({})).to.equal(true);
    expect(await multiAz({ options: { multiAz: false } })).to.equal(false);
  });

  it("runs on Spot alone in dev", async () => {
    const { inputs } = (await recordSystem("customer-portal", "dev")).only(
      aws.ecs.Service,
      "gateway",
    );
    expect(inputs.capacityProviderStrategies).to.deep.equal([
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ]);
  });
});

function ofType({ resources }: SystemRecording, type: string): Registration[] {
  return resources.filter(resource => resource.type === type);
}

/** One subnet in each zone for each tier of the VPC. */
function subnetsOf(recording: SystemRecording): string[] {
  const [{ inputs }] = ofType(recording, "awsx:ec2:Vpc");
  return inputs.subnetSpecs.flatMap(({ name }: any) =>
    Array.from({ length: inputs.numberOfAvailabilityZones }, (_, zone) => `${name} ${zone}`),
  );
}

function taskRolesOf(recording: SystemRecording): Registration[] {
  return recording
    .all(aws.iam.Role)
    .filter(({ inputs }) => inputs.assumeRolePolicy.includes("ecs-tasks.amazonaws.com"));
}

function groupsNamed(recording: SystemRecording, beginning: string): Registration[] {
  return recording
    .all(aws.ec2.SecurityGroup)
    .filter(({ inputs }) => inputs.description.startsWith(beginning));
}

/** The buckets that the distribution takes files from. */
function siteBucketsOf(recording: SystemRecording): Registration[] {
  const { origins } = recording.only(aws.cloudfront.Distribution).inputs;
  return recording
    .all(aws.s3.Bucket)
    .filter(({ inputs }) =>
      origins.some(({ domainName }: any) => domainName.startsWith(`${inputs.bucket}.s3.`)),
    );
}

function serviceLogGroupsOf(recording: SystemRecording): Registration[] {
  const names = SERVICES.map(service => `/ecs/customer-order-portal-production/${service}`);
  return recording.all(aws.cloudwatch.LogGroup).filter(({ inputs }) => names.includes(inputs.name));
}

function secretsOf(recording: SystemRecording): Registration[] {
  return recording.all(aws.secretsmanager.Secret);
}
