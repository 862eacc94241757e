import { expect } from "chai";

import { Recording, Registration } from "../support/mocks";
import { recordSystem, SYSTEMS } from "./support/systems";

/** A resource's name among those of its kind, with what it is unique within. */
type Naming = (inputs: any, recording: Recording) => string[];

/**
 * How AWS names what it does not call `name`, and what is unique within another resource alone. Any other
 * type's `name` is unique in the account and region.
 */
const NAMINGS: Readonly<Record<string, Naming>> = {
  "aws:rds/instance:Instance": ({ identifier, finalSnapshotIdentifier }) => [
    identifier,
    ...withPrefix("snapshot", finalSnapshotIdentifier),
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": inputs => [
    inputs.replicationGroupId,
    ...withPrefix("snapshot", inputs.finalSnapshotIdentifier),
  ],
  "aws:s3/bucket:Bucket": ({ bucket }) => [bucket],
  "aws:ecs/taskDefinition:TaskDefinition": ({ family }) => [family],
  "aws:cloudwatch/dashboard:Dashboard": ({ dashboardName }) => [dashboardName],
  "aws:ecs/service:Service": ({ cluster, name }) => [`${cluster} ${name}`],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ({ appName, deploymentGroupName }) => [
    `${appName} ${deploymentGroupName}`,
  ],
  "aws:servicediscovery/service:Service": ({ name }, { resources }) => {
    const namespace = resources.find(({ type }) => type.endsWith(":PrivateDnsNamespace"))!;
    return [`${name}.${namespace.inputs.name}`];
  },
  "docker:index/image:Image": ({ imageName }) => [imageName],
};

/** Kinds that must be among those compared, or the comparison has missed what it is for. */
const COMPARED = [
  ...Object.keys(NAMINGS),
  "aws:backup/plan:Plan",
  "aws:backup/vault:Vault",
  "aws:cloudfront/function:Function",
  "aws:cloudfront/originAccessControl:OriginAccessControl",
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
  "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:codedeploy/application:Application",
  "aws:ecr/repository:Repository",
  "aws:ecs/cluster:Cluster",
  "aws:elasticache/subnetGroup:SubnetGroup",
  "aws:iam/role:Role",
  "aws:kms/alias:Alias",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/targetGroup:TargetGroup",
  "aws:rds/proxy:Proxy",
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:secretsmanager/secret:Secret",
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  "aws:sns/topic:Topic",
  "aws:ssm/parameter:Parameter",
  "aws:wafv2/webAcl:WebAcl",
];

const ENVIRONMENTS = ["local", "dev", "staging", "prod"] as const;

describe(`the five systems, each as ${ENVIRONMENTS.join(", ")}, in one account`, () => {
  const stacks = new Map<string, Recording>();

  before(async function () {
    this.timeout(60_000);
    for (const system of SYSTEMS) {
      for (const environment of ENVIRONMENTS) {
        stacks.set(`${system} ${environment}`, await recorded(system, environment));
      }
    }
  });

  it("share no name", () => {
    expect(sharedNames([...stacks])).to.deep.equal([]);
  });

  it("are compared by every kind of name that a program gives", () => {
    const twice = SYSTEMS.flatMap(system => {
      const recording = stacks.get(`${system} prod`)!;
      return sharedNames([
        ["one", recording],
        ["other", recording],
      ]);
    });
    expect(new Set(twice.map(({ type }) => type))).to.include.all.keys(...COMPARED);
  });
});

interface Shared {
  type: string;
  name: string;
  /** Stack and resource of each that bears it. */
  bearers: string[];
}

/** The names that more than one resource bears, within a stack or in two. */
function sharedNames(stacks: readonly (readonly [string, Recording])[]): Shared[] {
  const names = new Map<string, Shared>();
  for (const [stack, recording] of stacks) {
    for (const resource of recording.resources.filter(({ custom }) => custom)) {
      for (const name of namesOf(resource, recording)) {
        const { type } = resource;
        const shared = names.get(`${type} ${name}`) ?? { type, name, bearers: [] };
        shared.bearers.push(`${stack}: ${resource.name}`);
        names.set(`${type} ${name}`, shared);
      }
    }
  }
  return [...names.values()].filter(({ bearers }) => bearers.length > 1);
}

/** staging has no file of settings of its own: dev's, with the environment's name. */
function recorded(system: string, environment: (typeof ENVIRONMENTS)[number]): Promise<Recording> {
  return environment === "staging"
    ? recordSystem(system, "dev", { environment })
    : recordSystem(system, environment);
}

/** The names that a registration gives, each with its region: AWS compares some without case. */
function namesOf({ type, inputs }: Registration, recording: Recording): string[] {
  const naming = NAMINGS[type] ?? (({ name }) => (typeof name === "string" ? [name] : []));
  return naming(inputs, recording).map(name => `${inputs.region ?? "here"} ${name}`.toLowerCase());
}

function withPrefix(prefix: string, name: string | undefined): string[] {
  return name === undefined ? [] : [`${prefix} ${name}`];
}
