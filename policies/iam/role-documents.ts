import type { PolicyResource } from "@pulumi/policy";

import { peek, UNKNOWN } from "../known";
import { refersTo } from "../references";
import type { Statement } from "./document";
import { identityDocuments, PolicyProps, statementsOf } from "./statements";

/** What a role of the stack may do, as far as the stack says it. */
export interface RoleGrants {
  /** Statements of each document: the role's own, its role policies', its attachments'. */
  documents: readonly Statement[][];
  /** Whether a document, or which policy is attached, is not known yet. */
  unknown: boolean;
  /** ARNs of policies that the role has but the stack does not. */
  foreign: readonly string[];
}

/** Finds what the roles of a stack may do. */
export function roleDocuments(
  resources: readonly PolicyResource[],
): (role: PolicyResource) => RoleGrants {
  const ofType = (type: string) => resources.filter(resource => resource.type === type);
  const rolePolicies = ofType("aws:iam/rolePolicy:RolePolicy");
  const attachments = ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
  const policies = ofType("aws:iam/policy:Policy");

  return role => {
    const own = rolePolicies.filter(policy => refersTo(policy, "role", role));
    const given = attachments.filter(attachment => refersTo(attachment, "role", role));
    const attached = policies.filter(policy =>
      given.some(attachment => refersTo(attachment, "policyArn", policy)),
    );
    const found = [role, ...own, ...attached].flatMap(({ props }) =>
      identityDocuments(props as PolicyProps),
    );
    const others = [
      ...given
        .filter(attachment => !attached.some(policy => refersTo(attachment, "policyArn", policy)))
        .map(({ props }) => peek(() => props.policyArn as unknown)),
      ...managedArns(role).filter(arn => !attached.some(({ props }) => props.arn === arn)),
    ];
    return {
      documents: found.map(({ read }) => statementsOf(read)),
      unknown: others.includes(UNKNOWN) || found.some(({ read }) => peek(read) === UNKNOWN),
      foreign: others.filter(arn => typeof arn === "string"),
    };
  };
}

function managedArns({ props }: PolicyResource): unknown[] {
  const arns = peek(() => props.managedPolicyArns as readonly string[] | undefined);
  return arns === UNKNOWN
    ? [UNKNOWN]
    : Array.from({ length: arns?.length ?? 0 }, (_, index) => peek(() => arns?.[index]));
}
