import type { DistributionArgs } from "@pulumi/aws/cloudfront";
import type { LogDeliveryArgs, LogDeliverySourceArgs } from "@pulumi/aws/cloudwatch";

import { resource } from "../../example";

const distribution = resource<DistributionArgs>(
  "aws:cloudfront/distribution:Distribution",
  "distribution",
  { enabled: true },
);

export const bad = [distribution];

export const good = [
  distribution,
  resource<LogDeliverySourceArgs>(
    "aws:cloudwatch/logDeliverySource:LogDeliverySource",
    "source",
    { name: "shop", logType: "ACCESS_LOGS" },
    { from: { resourceArn: "distribution.arn" } },
  ),
  resource<LogDeliveryArgs>(
    "aws:cloudwatch/logDelivery:LogDelivery",
    "delivery",
    { deliveryDestinationArn: "arn:aws:logs:us-east-1:123456789012:delivery-destination:shop" },
    { from: { deliverySourceName: "source.name" } },
  ),
];
