import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

/**
 * What AWS lists as deprecated in November 2026 (the page of `url`), by the families of runtimes. Those on
 * Amazon Linux 2 that still get fixes are not among them.
 */
const DEPRECATED = [
  ...["nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x"],
  ...["nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x"],
  ...["python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10"],
  ...["ruby2.5", "ruby2.7", "ruby3.2"],
  ...["java8", "go1.x", "provided", "provided.al2"],
  ...["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1"],
  ...["dotnet5.0", "dotnet6", "dotnet7", "dotnet8", "dotnet9"],
];

/** A function from a container image has no runtime. */
export const lambdaRuntimeSupported: ResourceValidationPolicy = {
  name: "lambda-runtime-supported",
  description: "Lambda functions run on a runtime that still gets security fixes.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["supply-chain"],
  framework: fsbp("Lambda.2", "Lambda functions should use supported runtimes"),
  remediationSteps: "Set runtime to a later version of the language.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  configSchema: {
    properties: {
      deprecated: {
        description: "Runtimes that AWS has deprecated.",
        type: "array",
        items: { type: "string" },
        default: DEPRECATED,
      },
    },
  },
  validateResource: onTypes<{ runtime?: string }>(
    ["aws:lambda/function:Function"],
    ({ runtime }, report, args) => {
      const { deprecated } = args.getConfig<{ deprecated: readonly string[] }>();
      if (runtime !== undefined && deprecated.includes(runtime)) {
        report(`${runtime} gets no security fixes any more: set runtime to a later version.`);
      }
    },
  ),
};
