import type { StackValidationPolicy } from "@pulumi/policy";

import { facesInternet, LOAD_BALANCERS } from "../attachments";
import { ofTypes } from "../references";
import { MANDATORY_IN_PROD } from "../tags";

interface Config {
  public: readonly string[];
  count: number;
}

/** One way in is what a system of services has: a second one is no longer taken for granted. */
export const albInternalUnlessPublic: StackValidationPolicy = {
  name: "alb-internal-unless-public",
  description: "Load balancers are internal but for the one that is the way in.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network", MANDATORY_IN_PROD],
  remediationSteps:
    "Set internal to true before the load balancer is created, or name it under public.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  configSchema: {
    properties: {
      public: {
        description: "Names of the load balancers, in the program, that face the internet.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
      count: {
        description: "How many may face the internet without being named.",
        type: "integer",
        minimum: 0,
        default: 1,
      },
    },
  },
  validateStack: (args, report) => {
    const { resources } = args;
    const { public: named, count } = args.getConfig<Config>();
    const open = ofTypes(resources, ...LOAD_BALANCERS).filter(
      balancer => facesInternet(balancer) && !named.includes(balancer.name),
    );
    for (const { urn } of open.length > count ? open : []) {
      report(
        `It faces the internet, as ${open.length} load balancers do that are not named public: set internal to true, or name it.`,
        urn,
      );
    }
  },
};
