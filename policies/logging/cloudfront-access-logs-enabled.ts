import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown, isSet } from "../known";
import { refersTo } from "../references";
import { MANDATORY_IN_PROD } from "../tags";

export const cloudfrontAccessLogsEnabled: StackValidationPolicy = {
  name: "cloudfront-access-logs-enabled",
  description: "CloudFront distributions log each request.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging", MANDATORY_IN_PROD],
  framework: fsbp("CloudFront.5", "CloudFront distributions should have logging enabled"),
  remediationSteps:
    "Add a LogDeliverySource of the distribution with a LogDelivery, or set loggingConfig.bucket.",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html",
  validateStack: ({ resources }, report) => {
    const ofType = (type: string) => resources.filter(resource => resource.type === type);
    const deliveries = ofType("aws:cloudwatch/logDelivery:LogDelivery");
    // Standard logging (v2): what is delivered are the sources that have a delivery.
    const delivered = ofType("aws:cloudwatch/logDeliverySource:LogDeliverySource").filter(source =>
      deliveries.some(delivery => refersTo(delivery, "deliverySourceName", source)),
    );
    eachKnown(ofType("aws:cloudfront/distribution:Distribution"), distribution => {
      const isDelivered = delivered.some(source => refersTo(source, "resourceArn", distribution));
      if (!isDelivered && !hasBucket(distribution)) {
        report(
          "Requests are not logged: add a LogDeliverySource with a LogDelivery, or set loggingConfig.bucket.",
          distribution.urn,
        );
      }
    });
  },
};

function hasBucket({ props }: PolicyResource): boolean {
  const { loggingConfig } = props as { loggingConfig?: object };
  return loggingConfig !== undefined && isSet(loggingConfig, "bucket");
}
