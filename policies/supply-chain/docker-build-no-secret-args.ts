import type { ResourceValidationPolicy } from "@pulumi/policy";

import { peek } from "../known";
import { finding, onTypes } from "../resource";
import { credentialIn, isSecretName } from "../secrets";

type Arguments = Readonly<Record<string, string>>;

interface Image {
  /** docker's. */
  build?: { args?: Arguments };
  /** docker-build's. */
  buildArgs?: Arguments;
}

/** The argument's name is reported, its value never. */
export const dockerBuildNoSecretArgs: ResourceValidationPolicy = {
  name: "docker-build-no-secret-args",
  description: "No secret is a build argument, which stays in the image's history.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["supply-chain"],
  remediationSteps:
    "Build with docker-build.Image, pass the value under secrets and mount it in the Dockerfile (RUN --mount=type=secret).",
  url: "https://docs.docker.com/build/building/secrets/",
  validateResource: onTypes<Image>(
    ["docker:index/image:Image", "docker-build:index:Image"],
    ({ build, buildArgs }, report) => {
      check("build.args", build?.args ?? {}, report);
      check("buildArgs", buildArgs ?? {}, report);
    },
  ),
};

function check(path: string, args: Arguments, report: (message: string) => void): void {
  for (const name of Object.keys(args)) {
    const value = peek(() => args[name]);
    const credential = typeof value === "string" ? credentialIn(value) : undefined;
    if (isSecretName(name) || credential !== undefined) {
      const what = credential ?? "a secret by its name";
      report(
        finding(`Argument::${name}`, `${path}.${name} is ${what}: pass it as a build secret.`),
      );
    }
  }
}
