import type { StackValidationPolicy } from "@pulumi/policy";

import { peek } from "../known";
import { ofTypes, targetsOf } from "../references";
import { finding } from "../resource";
import { connectedSubnets, subnetsOf } from "../subnets";
import { MANDATORY_IN_PROD } from "../tags";

/**
 * Of VPCs with ECS services in subnets without a way out: without the endpoints their tasks do not even
 * start. With a NAT gateway they are a matter of cost.
 */
export const vpcInterfaceEndpoints: StackValidationPolicy = {
  name: "vpc-interface-endpoints",
  description: "Tasks without a way to the internet reach AWS through endpoints.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["network", MANDATORY_IN_PROD],
  remediationSteps:
    "Add a VpcEndpoint with the serviceName of each, of type Interface, and of type Gateway for s3.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
  configSchema: {
    properties: {
      services: {
        description: "Services that tasks call, by the end of the endpoint's serviceName.",
        type: "array",
        items: { type: "string" },
        default: [
          "ecr.api",
          "ecr.dkr",
          "logs",
          "secretsmanager",
          "ssm",
          "ssmmessages",
          "kms",
          "s3",
        ],
      },
    },
  },
  validateStack: (args, report) => {
    const { resources } = args;
    const { services } = args.getConfig<{ services: readonly string[] }>();
    const connected = connectedSubnets(resources);
    const subnets = subnetsOf(resources).filter(({ urn }) => !connected.has(urn));
    const used = new Set(
      ofTypes(resources, "aws:ecs/service:Service").flatMap(service =>
        targetsOf(service, "networkConfiguration.subnets", subnets),
      ),
    );
    const endpoints = ofTypes(resources, "aws:ec2/vpcEndpoint:VpcEndpoint");
    for (const vpc of ofTypes(resources, "aws:ec2/vpc:Vpc")) {
      if (![...used].some(subnet => targetsOf(subnet, "vpcId", [vpc]).length > 0)) {
        continue;
      }
      const names = endpoints
        .filter(endpoint => targetsOf(endpoint, "vpcId", [vpc]).length > 0)
        .map(({ props }) => String(peek(() => props.serviceName as unknown)));
      for (const service of services) {
        if (!names.some(name => name.endsWith(`.${service}`))) {
          const problem = `Tasks without a way out cannot reach ${service}: add a VpcEndpoint for it.`;
          report(finding(`Service::${service}`, problem), vpc.urn);
        }
      }
    }
  },
};
