import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { exactName } from "./plan/names";
import { Scope } from "./plan/scope";

/** Arguments of {@link CodeDeployApplication}. */
export interface CodeDeployApplicationArgs {
  /** The system and environment whose services it deploys. Changing it replaces the application. */
  scope: Scope;
}

/** The CodeDeploy application that a system's ECS services share; each has a deployment group of its own in it. */
export class CodeDeployApplication extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:code-deploy-application:CodeDeployApplication";

  /** Name of the application, known at preview. */
  readonly applicationName: string;
  /** ARN of the application. */
  readonly arn: pulumi.Output<string>;
  /** What must exist before a deployment group in it. */
  readonly ready: readonly pulumi.Resource[];

  constructor(
    name: string,
    { scope }: CodeDeployApplicationArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(CodeDeployApplication.__pulumiType, name, { scope }, opts);
    this.applicationName = exactName("CodeDeploy application", scope.name());
    const application = new aws.codedeploy.Application(
      name,
      { name: this.applicationName, computePlatform: "ECS" },
      { parent: this },
    );
    this.arn = application.arn;
    this.ready = [application];
    this.registerOutputs({ arn: this.arn });
  }
}
