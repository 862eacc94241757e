import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { isSet, peek, UNKNOWN } from "../known";
import { refersTo } from "../references";

interface Strategy {
  capacityProvider?: string;
  weight?: number;
}

/** A service whose tasks keep files is left alone: Spot takes its task away at two minutes' notice. */
export const fargateSpotNonProd: StackValidationPolicy = {
  name: "fargate-spot-non-prod",
  description: "Services that nobody depends on run on spare capacity.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  remediationSteps: "Give the service a capacityProviderStrategies entry for FARGATE_SPOT.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
  configSchema: {
    properties: {
      expected: {
        description: "Whether services are to run on Spot, as they are outside prod.",
        type: "boolean",
        default: false,
      },
    },
  },
  validateStack: (args, report) => {
    if (!args.getConfig<{ expected: boolean }>().expected) {
      return;
    }
    const stateful = args.resources.filter(
      ({ type, props }) => type === "aws:ecs/taskDefinition:TaskDefinition" && keepsFiles(props),
    );
    for (const service of args.resources) {
      if (
        service.type === "aws:ecs/service:Service" &&
        isOnDemand(service) &&
        !stateful.some(definition => refersTo(service, "taskDefinition", definition))
      ) {
        report(
          "Tasks run on FARGATE alone: add FARGATE_SPOT to capacityProviderStrategies.",
          service.urn,
        );
      }
    }
  },
};

/** Whether a service is on Fargate by its own words, and not on Spot. */
function isOnDemand({ props }: PolicyResource): boolean {
  const providers = peek(() =>
    ((props.capacityProviderStrategies ?? []) as Strategy[]).map(
      ({ capacityProvider }) => capacityProvider,
    ),
  );
  return (
    providers !== UNKNOWN &&
    (providers.includes("FARGATE") || peek(() => props.launchType as unknown) === "FARGATE") &&
    !providers.includes("FARGATE_SPOT")
  );
}

function keepsFiles(props: Record<string, unknown>): boolean {
  const volumes = peek(() => (props.volumes ?? []) as { efsVolumeConfiguration?: object }[]);
  return volumes !== UNKNOWN && volumes.some(volume => isSet(volume, "efsVolumeConfiguration"));
}
