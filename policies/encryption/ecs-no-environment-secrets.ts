import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onContainers } from "../containers";
import { fsbp } from "../framework";
import { finding } from "../resource";
import { credentialIn, isSecretName } from "../secrets";

/** The variable's name is reported, its value never. */
export const ecsNoEnvironmentSecrets: ResourceValidationPolicy = {
  name: "ecs-no-environment-secrets",
  description: "Containers get secrets through ECS secrets, never as plain variables.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["encryption"],
  framework: fsbp("ECS.8", "Secrets should not be passed as container environment variables"),
  remediationSteps:
    "Store the value in Secrets Manager or SSM and name it under the container's secrets.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
  validateResource: onContainers(({ environment }, path, report) => {
    for (const { name = "", value = "" } of environment ?? []) {
      const credential = credentialIn(value);
      if (isSecretName(name) || credential !== undefined) {
        const what = credential ?? "a secret by its name";
        report(
          finding(`Environment::${name}`, `${path}: ${name} is ${what}: pass it under secrets.`),
        );
      }
    }
  }),
};
