import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import {
  KEY_POLICY_TYPES,
  resourceDocuments,
  RESOURCE_POLICY_TYPES,
  VPC_ENDPOINT_POLICY_TYPES,
} from "../iam/resource-policies";
import { PolicyProps, statementsOf } from "../iam/statements";
import { peek } from "../known";
import { finding } from "../resource";

const TYPES = new Set([
  ...RESOURCE_POLICY_TYPES,
  ...KEY_POLICY_TYPES,
  ...VPC_ENDPOINT_POLICY_TYPES,
]);

/** The accounts that the stack's own resources are in are known; nothing is said before one of them is. */
export const resourcePolicyNoUnknownAccount: StackValidationPolicy = {
  name: "resource-policy-no-unknown-account",
  description: "Resource policies let in accounts that are known, and no others.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Remove the principal, or add its account to the rule's configuration after it was looked at.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html",
  configSchema: {
    properties: {
      accounts: {
        description: "Ids of other accounts that resource policies may let in.",
        type: "array",
        items: { type: "string", pattern: "^[0-9]{12}$" },
        default: [],
      },
    },
  },
  validateStack: (args, report) => {
    const { accounts } = args.getConfig<{ accounts: readonly string[] }>();
    const own = accountsOf(args.resources);
    const known = new Set([...own, ...accounts]);
    const holders = own.length === 0 ? [] : args.resources.filter(({ type }) => TYPES.has(type));
    for (const { type, urn, props } of holders) {
      for (const { path, read } of resourceDocuments(props as PolicyProps, type)) {
        const allowing = statementsOf(read).filter(({ effect }) => effect === "allow");
        for (const { label, principals } of allowing) {
          const named = new Set(
            principals.flatMap(p => (p.kind === "AWS" ? accountIn(p.value) : [])),
          );
          for (const account of [...named].filter(id => !known.has(id))) {
            report(
              finding(
                `Account::${account}`,
                `${path}: ${label} lets account ${account} in, which is not known: remove it, or add it to accounts.`,
              ),
              urn,
            );
          }
        }
      }
    }
  },
};

/** Accounts that resources of the stack are in, by their ARNs. */
function accountsOf(resources: readonly PolicyResource[]): string[] {
  const arns = resources.map(({ props }) => peek(() => props.arn as unknown));
  return arns.flatMap(arn => (typeof arn === "string" ? accountIn(arn) : []));
}

/** Account id of an ARN, or one that stands alone. */
function accountIn(principal: string): string[] {
  const [account = ""] = /^\d{12}$/.exec(principal) ?? principal.split(":").slice(4, 5);
  return /^\d{12}$/.test(account) ? [account] : [];
}
