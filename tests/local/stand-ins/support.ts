import { StandInProvider } from "../../../local/stand-ins/server/provider";

/** How the AWS provider is configured. */
export const configuration = { region: "us-east-1", defaultTags: {} };

/** A resource that was made. */
export interface Made {
  urn: string;
  id: string;
  inputs: any;
  outputs: any;
}

export const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

/** An account without anything, to make resources in as the engine does. */
export class TestAccount {
  readonly provider = new StandInProvider({ projectDir: __dirname, existing: [] });

  /** Checks and creates; throws what the check or the creation complains of. */
  make(type: string, name: string, news: object): Made {
    const urn = urnOf(type, name);
    const { inputs, problems } = this.provider.check(urn, {}, { ...news }, configuration);
    if (problems.length > 0) {
      throw new Error(problems.map(p => `${p.property}: ${p.reason}`).join("; "));
    }
    return { urn, inputs, ...this.provider.create(urn, inputs, configuration, false) };
  }

  /** Changes in place and returns the new outputs. */
  change(made: Made, changes: object): any {
    const news = { ...made.inputs, ...changes };
    const change = { id: made.id, oldInputs: made.inputs, oldOutputs: made.outputs, news };
    return this.provider.update(made.urn, change, configuration, false);
  }

  /** Deletes. */
  drop({ urn, id, outputs }: Made): void {
    this.provider.delete(urn, id, outputs, configuration);
  }
}

export const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
});

/** A VPC with a subnet in each of two zones. */
export function network(account: TestAccount) {
  const vpc = account.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
  const [a, b] = ["a", "b"].map((zone, index) =>
    account.make("aws:ec2/subnet:Subnet", `net-${zone}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone: `us-east-1${zone}`,
    }),
  );
  return { vpc, subnetIds: [a.id, b.id] };
}

/** A load balancer with a listener and a target group that no rule leads to yet. */
export function balancer(account: TestAccount, certificateArn?: string) {
  const { vpc, subnetIds } = network(account);
  const alb = account.make("aws:lb/loadBalancer:LoadBalancer", "alb", { subnets: subnetIds });
  const listener = account.make("aws:lb/listener:Listener", "http", {
    loadBalancerArn: alb.outputs.arn,
    ...(certificateArn === undefined
      ? { port: 80 }
      : { port: 443, protocol: "HTTPS", certificateArn }),
    defaultActions: [{ type: "fixed-response" }],
  });
  const group = account.make("aws:lb/targetGroup:TargetGroup", "orders", {
    port: 3001,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: vpc.id,
  });
  return { vpc, subnetIds, alb, listener, group };
}

export function rule(listenerArn: string, targetGroupArn: string, priority: number) {
  return {
    listenerArn,
    priority,
    conditions: [{ pathPattern: { values: ["/api/orders*"] } }],
    actions: [{ type: "forward", targetGroupArn }],
  };
}

/** A Fargate task definition of one container. */
export function task(container: object = {}) {
  return {
    family: "orders",
    cpu: "256",
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: JSON.stringify([
      { name: "orders", image: "orders:1", portMappings: [{ containerPort: 3001 }], ...container },
    ]),
  };
}
