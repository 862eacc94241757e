import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";

import { DocumentError, parseDocument } from "../iam/document";
import { documentFaults } from "../iam/document-faults";
import {
  KEY_POLICY_TYPES,
  RESOURCE_POLICY_TYPES,
  resourceDocuments,
  VPC_ENDPOINT_POLICY_TYPES,
} from "../iam/resource-policies";
import {
  FoundDocument,
  IDENTITY_TYPES,
  identityDocuments,
  PolicyProps,
  trustDocuments,
} from "../iam/statements";
import { unknownWords } from "../iam/vocabulary";
import { eachKnown } from "../known";
import { finding, onTypes } from "../resource";

/** Documents of every kind. Identity policies say on what they act; of the others some need not. */
const DOCUMENTS: readonly {
  types: readonly string[];
  needs: readonly string[];
  find: (props: PolicyProps, type: string) => FoundDocument[];
}[] = [
  { types: IDENTITY_TYPES, needs: ["Action", "Resource"], find: identityDocuments },
  { types: ["aws:iam/role:Role"], needs: ["Action", "Principal"], find: trustDocuments },
  {
    types: [...KEY_POLICY_TYPES, ...RESOURCE_POLICY_TYPES, ...VPC_ENDPOINT_POLICY_TYPES],
    needs: ["Action", "Principal"],
    find: resourceDocuments,
  },
];

/** The one rule that ends in an advisory where a document is not known yet: the others pass it by. */
export const iamPolicyValidDocument: ResourceValidationPolicy = {
  name: "iam-policy-valid-document",
  description:
    "Policies are documents that AWS takes, in words that it knows, and that people can refer to.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    'Write Version "2012-10-17" and statements with Effect, Action and Resource, each with a Sid of its own; look up actions and condition keys.',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  validateResource: onTypes<PolicyProps>(
    [...new Set(DOCUMENTS.flatMap(({ types }) => types))],
    (props, report, { type }) => {
      const found = DOCUMENTS.filter(({ types }) => types.includes(type)).flatMap(
        ({ needs, find }) => find(props, type).map(({ path, read }) => ({ needs, path, read })),
      );
      eachKnown(found, ({ needs, path, read }) => {
        const document = read();
        if (document !== undefined && document !== null) {
          checkDocument(path, document, needs, report);
        }
      });
    },
  ),
};

function checkDocument(
  path: string,
  document: unknown,
  needs: readonly string[],
  report: ReportViolation,
): void {
  try {
    for (const fault of documentFaults(document, needs)) {
      report(finding(path, fault));
    }
    for (const statement of parseDocument(document)) {
      for (const { id, problem } of unknownWords(statement)) {
        report(finding(id, `${path}: ${statement.label} ${problem}`));
      }
    }
  } catch (error) {
    if (!(error instanceof DocumentError)) {
      throw error;
    }
    report(finding(path, `The document cannot be read, ${error.message}: write it as IAM's JSON.`));
  }
}
