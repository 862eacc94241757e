import type { ResourceValidationPolicy } from "@pulumi/policy";

import { finding, onTypes } from "../resource";

interface User {
  accessString?: string;
  noPasswordRequired?: boolean;
  authenticationMode?: { type?: string };
}

export const elasticacheUserAccessStringScoped: ResourceValidationPolicy = {
  name: "elasticache-user-access-string-scoped",
  description: "An ElastiCache user signs in, and may not do everything with every key.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Set accessString to the service's keys and command categories (on ~orders:* +@read +@write), and authenticationMode to iam or password.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string",
  validateResource: onTypes<User>(["aws:elasticache/user:User"], (user, report) => {
    const { noPasswordRequired = false, authenticationMode } = user;
    const words = (user.accessString ?? "").toLowerCase().split(/\s+/);
    const has = (...options: string[]) => options.some(option => words.includes(option));
    // The group's default user is made like this, so that it can do nothing.
    if (has("off")) {
      return;
    }
    const limited = words.some(word => word.startsWith("-"));
    if (has("~*", "allkeys") && has("+@all", "allcommands") && !limited) {
      report(finding("AccessString", "accessString allows everything: name keys and commands."));
    }
    if (noPasswordRequired || authenticationMode?.type === "no-password-required") {
      report(
        finding(
          "NoPassword",
          "The user needs no password: set authenticationMode to iam or password.",
        ),
      );
    }
  }),
};
