import * as pulumi from "@pulumi/pulumi";

import { DeployRole, Scope } from "../components";
import { Settings } from "../settings";

/** GitHub's identity provider, which an account has once. */
const PROVIDER = "oidc-provider/token.actions.githubusercontent.com";

/**
 * The role with which workflows of a repository deploy this stack, in the GitHub environment that bears
 * the stack's name.
 */
export function createDeployRole(
  scope: Scope,
  buckets: readonly string[] | undefined,
  { repository, stateBucket, stateKeyAlias, hostedZoneIds }: NonNullable<Settings["deployRole"]>,
): DeployRole {
  return new DeployRole("deploy", {
    scope,
    repository,
    from: { environment: pulumi.getStack() },
    oidcProvider: scope.iamArn(PROVIDER),
    state: { bucket: stateBucket, keyAlias: stateKeyAlias },
    hostedZoneIds,
    buckets,
  });
}
