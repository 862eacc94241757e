import type { PolicyStatement, RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";
import type { Unwrap } from "@pulumi/pulumi";

import { ExampleResource, resource } from "../example";

/** A statement that allows, unless it says otherwise. */
type ExampleStatement = Omit<Unwrap<PolicyStatement>, "Effect"> & { Effect?: "Allow" | "Deny" };

/** For documented examples: what the role of the orders service may do. */
export function rolePolicy(...statements: ExampleStatement[]): ExampleResource {
  return resource<RolePolicyArgs>("aws:iam/rolePolicy:RolePolicy", "orders", {
    role: "orders",
    policy: documentOf(statements),
  });
}

/** For documented examples: the role of the orders service, with those who may take it. */
export function role(...statements: ExampleStatement[]): ExampleResource {
  return resource<RoleArgs>("aws:iam/role:Role", "orders", {
    assumeRolePolicy: documentOf(statements),
  });
}

function documentOf(statements: readonly ExampleStatement[]) {
  return {
    Version: "2012-10-17" as const,
    Statement: statements.map(statement => ({ Effect: "Allow" as const, ...statement })),
  };
}
