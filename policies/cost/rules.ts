import type { Policies } from "@pulumi/policy";

import { arm64Preferred } from "./arm64-preferred";
import { budgetDefined } from "./budget-defined";
import { cloudfrontPriceClass } from "./cloudfront-price-class";
import { ebsVolumeGp3 } from "./ebs-volume-gp3";
import { ecsTaskSizeLimit } from "./ecs-task-size-limit";
import { elasticacheNodeTypeAllowed } from "./elasticache-node-type-allowed";
import { fargateSpotNonProd } from "./fargate-spot-non-prod";
import { logGroupRetentionMaximum } from "./log-group-retention-maximum";
import { monthlyCostWithinBudget } from "./monthly-cost-within-budget";
import { natGatewayLimit } from "./nat-gateway-limit";
import { rdsInstanceClassAllowed } from "./rds-instance-class-allowed";
import { rdsStorageGp3 } from "./rds-storage-gp3";
import { s3BucketLifecycle } from "./s3-bucket-lifecycle";

/** The rules of the cost pack, in the order of the catalogue. */
export const costRules: Policies = [
  rdsInstanceClassAllowed,
  elasticacheNodeTypeAllowed,
  ecsTaskSizeLimit,
  natGatewayLimit,
  s3BucketLifecycle,
  logGroupRetentionMaximum,
  rdsStorageGp3,
  ebsVolumeGp3,
  arm64Preferred,
  fargateSpotNonProd,
  cloudfrontPriceClass,
  budgetDefined,
  monthlyCostWithinBudget,
];
