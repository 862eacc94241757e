import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Connection } from "../link";
import { GATEWAY_SERVICES } from "../plan/endpoints";
import { Scope } from "../plan/scope";

/** What {@link Endpoints} need. */
export interface EndpointsArgs {
  scope: Scope;
  vpcId: pulumi.Input<string>;
  /** Subnets that interface endpoints have an address in. */
  subnetIds: pulumi.Input<string[]>;
  /** Route tables that lead to gateway endpoints. */
  routeTableIds: () => pulumi.Input<pulumi.Input<string>[]>;
}

/** How a task gets somewhere: the ways that its packets take, and what must be there first. */
export interface Way {
  connections: readonly Connection[];
  dependsOn: readonly pulumi.Resource[];
}

/**
 * Endpoints of a VPC for AWS services, each made when the first task needs it and named after its
 * service, so that one more never touches another. Interface endpoints share a security group, which
 * admits nobody but the tasks that a connection leads there, and serve this account alone.
 */
export class Endpoints {
  readonly #name: string;
  readonly #args: EndpointsArgs;
  readonly #opts: pulumi.CustomResourceOptions;
  readonly #made = new Map<string, aws.ec2.VpcEndpoint>();
  #group?: aws.ec2.SecurityGroup;

  constructor(name: string, args: EndpointsArgs, opts: pulumi.CustomResourceOptions) {
    this.#name = name;
    this.#args = args;
    this.#opts = opts;
  }

  /** The way to these services; makes what it takes. */
  wayTo(services: readonly string[]): Way {
    const gateways = services.filter(service => GATEWAY_SERVICES.includes(service));
    const interfaces = services.filter(service => !GATEWAY_SERVICES.includes(service));
    const connections: Connection[] = gateways.map(service => ({
      name: service,
      port: 443,
      prefixListId: this.#endpoint(service).prefixListId,
    }));
    if (interfaces.length > 0) {
      connections.push({ name: "endpoints", port: 443, securityGroupId: this.#sharedGroup().id });
    }
    return { connections, dependsOn: services.map(service => this.#endpoint(service)) };
  }

  #endpoint(service: string): aws.ec2.VpcEndpoint {
    const made = this.#made.get(service) ?? this.#create(service);
    this.#made.set(service, made);
    return made;
  }

  #create(service: string): aws.ec2.VpcEndpoint {
    const { scope, vpcId, subnetIds, routeTableIds } = this.#args;
    return new aws.ec2.VpcEndpoint(
      `${this.#name}-${service}`,
      {
        vpcId,
        serviceName: `com.amazonaws.${scope.region}.${service}`,
        ...(GATEWAY_SERVICES.includes(service)
          ? { vpcEndpointType: "Gateway", routeTableIds: routeTableIds() }
          : {
              vpcEndpointType: "Interface",
              privateDnsEnabled: true,
              subnetIds,
              securityGroupIds: [this.#sharedGroup().id],
              policy: accountOnlyPolicy(scope),
            }),
        tags: { Name: scope.name(service) },
      },
      this.#opts,
    );
  }

  #sharedGroup(): aws.ec2.SecurityGroup {
    const { scope, vpcId } = this.#args;
    this.#group ??= new aws.ec2.SecurityGroup(
      `${this.#name}-endpoints`,
      {
        vpcId,
        description: `Interface endpoints of ${scope.name()}`,
        tags: { Name: scope.name("endpoints") },
      },
      this.#opts,
    );
    return this.#group;
  }
}

/** In an endpoint policy, `*` means whatever passes through; the condition keeps that to this account. */
function accountOnlyPolicy(scope: Scope): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ThisAccount",
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": scope.accountId } },
      },
    ],
  });
}
