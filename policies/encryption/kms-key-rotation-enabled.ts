import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";

interface Key {
  keyUsage?: string;
  customerMasterKeySpec?: string;
  enableKeyRotation?: boolean;
  rotationPeriodInDays?: number;
}

const TYPES = ["aws:kms/key:Key"];
const YEAR = 365;

/** Only symmetric keys whose material AWS made and holds can rotate by themselves. */
export const kmsKeyRotationEnabled: ResourceValidationPolicy = {
  name: "kms-key-rotation-enabled",
  description: "Symmetric KMS keys rotate at least once a year.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption"],
  remediationSteps: `Set enableKeyRotation to true, and rotationPeriodInDays to at most ${YEAR} if at all.`,
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  validateResource: onTypes<Key>(TYPES, (key, report) => {
    if (!rotates(key)) {
      return;
    }
    if (!key.enableKeyRotation) {
      report("The key never rotates: set enableKeyRotation to true.");
    } else if ((key.rotationPeriodInDays ?? YEAR) > YEAR) {
      report(`The key rotates too seldom: set rotationPeriodInDays to at most ${YEAR}.`);
    }
  }),
  remediateResource: fixOn<Key>(TYPES, key => {
    const { enableKeyRotation, rotationPeriodInDays = YEAR } = key;
    return rotates(key) && !(enableKeyRotation && rotationPeriodInDays <= YEAR)
      ? { enableKeyRotation: true, rotationPeriodInDays: Math.min(rotationPeriodInDays, YEAR) }
      : undefined;
  }),
};

function rotates(key: Key): boolean {
  return (
    (key.keyUsage ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT" &&
    (key.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" &&
    !isSet(key, "customKeyStoreId")
  );
}
