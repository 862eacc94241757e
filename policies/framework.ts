import type { PolicyComplianceFramework } from "@pulumi/policy";

/** A control of AWS Foundational Security Best Practices, by its id and title in Security Hub. */
export function fsbp(reference: string, specification: string): PolicyComplianceFramework {
  return {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference,
    specification,
  };
}
