import * as pulumi from "@pulumi/pulumi";

import { DeployRole, Scope } from "../components";
import { Settings } from "../settings";

type DeployRoleSettings = NonNullable<Settings["deployRole"]>;

/** GitHub's identity provider, which an account has once. */
const PROVIDER = "oidc-provider/token.actions.githubusercontent.com";

/**
 * The roles with which workflows of a repository deploy this stack and look at it, each for jobs of its own
 * GitHub environments: of the stack's name to deploy, `<stack>-drift` and, if it is wished, `<stack>-preview`
 * to read. Returns the stack's outputs of their ARNs.
 */
export function createDeployRoles(
  scope: Scope,
  buckets: readonly string[] | undefined,
  { repository, stateBucket, stateKeyAlias, hostedZoneIds, previews }: DeployRoleSettings,
): { deployRoleArn: string; readRoleArn: string } {
  const stack = pulumi.getStack();
  const common = {
    scope,
    repository,
    oidcProvider: scope.iamArn(PROVIDER),
    state: { bucket: stateBucket, keyAlias: stateKeyAlias },
    hostedZoneIds,
    buckets,
  };
  const deploy = new DeployRole("deploy", { ...common, from: { environment: stack } });
  const read = new DeployRole("read", {
    ...common,
    rights: "read",
    from: { environment: [`${stack}-drift`, ...(previews ? [`${stack}-preview`] : [])] },
  });
  return { deployRoleArn: deploy.roleArn, readRoleArn: read.roleArn };
}
