import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { refersTo } from "../references";

/** What happens to an instance that somebody has to hear of. */
const CATEGORIES = ["failure", "maintenance", "configuration change"];

interface EventSubscription {
  enabled?: boolean;
  sourceType?: string;
  sourceIds?: readonly string[];
  eventCategories?: readonly string[];
}

/** Off: an account has one for all of its databases, in a stack of its own. */
export const rdsEventSubscription: StackValidationPolicy = {
  name: "rds-event-subscription",
  description: "Somebody hears of a database's failures, maintenance and changes.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["logging"],
  framework: fsbp(
    "RDS.20",
    "Existing RDS event notification subscriptions should be configured for critical database instance events",
  ),
  remediationSteps:
    "Add an EventSubscription with sourceType db-instance and the three categories, to the topic of the alarms.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html",
  validateStack: ({ resources }, report) => {
    const subscriptions = resources.filter(
      ({ type }) => type === "aws:rds/eventSubscription:EventSubscription",
    );
    const instances = resources.filter(({ type }) => type === "aws:rds/instance:Instance");
    eachKnown(instances, instance => {
      const heard = subscriptions.flatMap(subscription => heardOf(subscription, instance));
      const missing = CATEGORIES.filter(category => !heard.includes(category));
      if (missing.length > 0) {
        report(
          `Nobody hears of ${missing.join(", ")}: add an EventSubscription with these categories.`,
          instance.urn,
        );
      }
    });
  },
};

/** The categories that a subscription tells of an instance. Left out, it is all, of all. */
function heardOf(subscription: PolicyResource, instance: PolicyResource): readonly string[] {
  const {
    enabled = true,
    sourceType = "db-instance",
    sourceIds = [],
    eventCategories = CATEGORIES,
  } = subscription.props as EventSubscription;
  const isAbout =
    sourceIds.length === 0 ||
    refersTo(subscription, "sourceIds", instance) ||
    sourceIds.includes(instance.props.identifier as string);
  return enabled && sourceType === "db-instance" && isAbout ? eventCategories : [];
}
