import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";

import { eachKnown, peek } from "../known";
import { finding, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Lifecycle {
  deleteAfter?: number;
}

interface CopyAction {
  destinationVaultArn: string;
  lifecycle?: Lifecycle;
}

interface Rule {
  ruleName: string;
  lifecycle?: Lifecycle;
  copyActions?: readonly CopyAction[];
}

interface Config {
  days: number;
  copies: boolean;
}

/**
 * Left out, a schedule is daily and a backup is kept for ever. A rule that keeps for less beside one that keeps
 * for long is for the mishaps of the last days: it is left alone.
 */
export const backupPlanRetention: ResourceValidationPolicy = {
  name: "backup-plan-retention",
  description: "Backups are kept for a month, and copied out of their region.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps:
    "Set lifecycle.deleteAfter to 30 or more days, and copyActions to a vault in another region.",
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html",
  configSchema: {
    properties: {
      days: {
        description: "Days that a backup and its copies are kept at least.",
        type: "integer",
        minimum: 1,
        default: 30,
      },
      copies: {
        description: "Whether each rule copies to a vault in another region.",
        type: "boolean",
        default: true,
      },
    },
  },
  validateResource: onTypes<{ rules: readonly Rule[] }>(
    ["aws:backup/plan:Plan"],
    ({ rules }, report, args) => {
      const { days, copies } = args.getConfig<Config>();
      const isLong = (rule: Rule) => keptFor(peek(() => rule.lifecycle?.deleteAfter)) >= days;
      const hasLong = rules.some(isLong);
      eachKnown(rules, (rule, index) => {
        if (hasLong && !isLong(rule)) {
          return;
        }
        const { ruleName, lifecycle } = rule;
        const copyActions = rule.copyActions ?? [];
        const say = (kind: string, path: string, problem: string) =>
          report(finding(`${kind}::${ruleName}`, `rules[${index}].${path}: ${problem}`));
        if (copies && !copyActions.some(copy => leavesRegion(copy, args))) {
          say("Copy", "copyActions", "no backup leaves its region: add a vault in another.");
        }
        const tooShort = `backups are deleted before ${days} days: set deleteAfter to ${days} or more.`;
        if ((lifecycle?.deleteAfter ?? Infinity) < days) {
          say("Retention", "lifecycle", tooShort);
        }
        copyActions.forEach((copy, copyIndex) => {
          if ((copy.lifecycle?.deleteAfter ?? Infinity) < days) {
            say("Retention", `copyActions[${copyIndex}].lifecycle`, tooShort);
          }
        });
      });
    },
  ),
};

/** Days; what is not known yet is taken to be long. */
function keptFor(days: unknown): number {
  return typeof days === "number" ? days : Infinity;
}

/** A vault whose region is not known yet is taken to be in another. */
function leavesRegion(copy: CopyAction, { props, provider }: ResourceValidationArgs): boolean {
  const arn = peek(() => copy.destinationVaultArn);
  const region = peek(() => (props.region ?? provider?.props.region) as unknown);
  return typeof arn !== "string" || arn.split(":")[3] !== region;
}
