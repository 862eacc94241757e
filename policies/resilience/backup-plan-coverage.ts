import type { StackValidationPolicy } from "@pulumi/policy";

import { isBackedUp, selectionsOf } from "../backup-selections";
import { CLUSTER, INSTANCE, isReplica } from "../databases";
import { eachKnown } from "../known";
import { PROD_ONLY } from "../tags";

interface Config {
  types: readonly string[];
  requirePlan: boolean;
}

/**
 * A stack without a plan relies on what services keep themselves, of which rds-backup-retention and others
 * speak; it is judged only when `requirePlan` is on.
 */
export const backupPlanCoverage: StackValidationPolicy = {
  name: "backup-plan-coverage",
  description: "A stack's backup plans take in each of its databases.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  remediationSteps:
    "Name the database's arn in the resources of a Selection, or give it a tag of its selectionTags.",
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
  configSchema: {
    properties: {
      types: {
        description: "Type tokens of the resources that are backed up.",
        type: "array",
        items: { type: "string" },
        default: [
          INSTANCE,
          CLUSTER,
          "aws:docdb/cluster:Cluster",
          "aws:dynamodb/table:Table",
          "aws:neptune/cluster:Cluster",
        ],
      },
      requirePlan: {
        description: "Whether a stack without any backup plan is judged.",
        type: "boolean",
        default: false,
      },
    },
  },
  validateStack: (args, report) => {
    const { types, requirePlan } = args.getConfig<Config>();
    const selections = selectionsOf(args.resources);
    const hasPlan = args.resources.some(({ type }) => type === "aws:backup/plan:Plan");
    if (!hasPlan && selections.length === 0 && !requirePlan) {
      return;
    }
    const stores = args.resources.filter(({ type }) => types.includes(type));
    eachKnown(stores, store => {
      if (!isReplica(store.props) && !isBackedUp(store, selections)) {
        report(
          "No backup plan selects it: name its arn in a Selection's resources, or tag it so that one does.",
          store.urn,
        );
      }
    });
  },
};
