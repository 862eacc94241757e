import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { peek, UNKNOWN } from "../known";
import { finding, fixOn, onTypes } from "../resource";

const POLICY = ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"];

/** What a strong policy has: a number is the least there may be. AWS's defaults are 6, none and false. */
const STRONG = {
  minimumPasswordLength: 14,
  passwordReusePrevention: 24,
  requireLowercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  requireUppercaseCharacters: true,
} as const;

type Setting = keyof typeof STRONG;
type PasswordPolicy = { -readonly [key in Setting]?: number | boolean };

const SETTINGS = Object.keys(STRONG) as Setting[];

export const iamAccountPasswordPolicyStrong: ResourceValidationPolicy = {
  name: "iam-account-password-policy-strong",
  description: "Passwords of IAM users are long, mixed and not used again.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  framework: fsbp("IAM.7", "Password policies for IAM users should have strong configurations"),
  remediationSteps:
    "Set minimumPasswordLength to 14, passwordReusePrevention to 24 and the four require settings to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-7",
  validateResource: onTypes<PasswordPolicy>(POLICY, (policy, report) => {
    for (const setting of SETTINGS.filter(name => isWeak(policy, name))) {
      const least = STRONG[setting];
      report(
        finding(
          setting,
          `${setting} is too weak: set it to ${least}${least === true ? "" : " or more"}.`,
        ),
      );
    }
  }),
  remediateResource: fixOn<PasswordPolicy>(POLICY, policy => {
    const weak = SETTINGS.filter(setting => isWeak(policy, setting));
    return weak.length === 0
      ? undefined
      : Object.fromEntries(weak.map(setting => [setting, STRONG[setting]]));
  }),
};

/** A setting that is not known yet is given the benefit of the doubt. */
function isWeak(policy: PasswordPolicy, setting: Setting): boolean {
  const value = peek(() => policy[setting]);
  return value !== UNKNOWN && Number(value ?? 0) < Number(STRONG[setting]);
}
