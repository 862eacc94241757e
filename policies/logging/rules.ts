import type { Policies } from "@pulumi/policy";

import { alarmActionsEnabled } from "./alarm-actions-enabled";
import { alarmCoverage } from "./alarm-coverage";
import { alarmTreatMissingData } from "./alarm-treat-missing-data";
import { albAccessLogsEnabled } from "./alb-access-logs-enabled";
import { apiGatewayAccessLogs } from "./api-gateway-access-logs";
import { cloudfrontAccessLogsEnabled } from "./cloudfront-access-logs-enabled";
import { cloudtrailCloudwatchLogs } from "./cloudtrail-cloudwatch-logs";
import { cloudtrailLogFileValidation } from "./cloudtrail-log-file-validation";
import { cloudtrailMultiRegion } from "./cloudtrail-multi-region";
import { ecsClusterContainerInsights } from "./ecs-cluster-container-insights";
import { ecsLogGroupExists } from "./ecs-log-group-exists";
import { ecsTaskLogConfiguration } from "./ecs-task-log-configuration";
import { elasticacheLogDelivery } from "./elasticache-log-delivery";
import { logGroupRetention } from "./log-group-retention";
import { rdsEnhancedMonitoring } from "./rds-enhanced-monitoring";
import { rdsEventSubscription } from "./rds-event-subscription";
import { rdsLogExports } from "./rds-log-exports";
import { rdsPerformanceInsights } from "./rds-performance-insights";
import { rdsQueryLogging } from "./rds-query-logging";
import { s3BucketLoggingEnabled } from "./s3-bucket-logging-enabled";
import { snsAlarmTopicSubscribed } from "./sns-alarm-topic-subscribed";
import { vpcFlowLogsEnabled } from "./vpc-flow-logs-enabled";
import { wafLoggingEnabled } from "./waf-logging-enabled";

/** The rules of the logging pack, in the order of the catalogue. */
export const loggingRules: Policies = [
  ecsTaskLogConfiguration,
  ecsLogGroupExists,
  ecsClusterContainerInsights,
  logGroupRetention,
  vpcFlowLogsEnabled,
  albAccessLogsEnabled,
  cloudfrontAccessLogsEnabled,
  s3BucketLoggingEnabled,
  wafLoggingEnabled,
  rdsLogExports,
  rdsQueryLogging,
  rdsEnhancedMonitoring,
  rdsPerformanceInsights,
  rdsEventSubscription,
  elasticacheLogDelivery,
  alarmActionsEnabled,
  alarmTreatMissingData,
  alarmCoverage,
  snsAlarmTopicSubscribed,
  cloudtrailMultiRegion,
  cloudtrailLogFileValidation,
  cloudtrailCloudwatchLogs,
  apiGatewayAccessLogs,
];
