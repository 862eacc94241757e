import type { Policies } from "@pulumi/policy";

import { codedeployBlueGreenTermination } from "./codedeploy-blue-green-termination";
import { codedeployRollbackEnabled } from "./codedeploy-rollback-enabled";
import { codedeployServiceIgnoreChanges } from "./codedeploy-service-ignore-changes";
import { ecsCapacityProviderFallback } from "./ecs-capacity-provider-fallback";
import { ecsContainerHealthCheck } from "./ecs-container-health-check";
import { ecsContainerStopTimeout } from "./ecs-container-stop-timeout";
import { ecsDeploymentAlarmsExist } from "./ecs-deployment-alarms-exist";
import { ecsFargateTaskSize } from "./ecs-fargate-task-size";
import { ecsServiceAutoscaling } from "./ecs-service-autoscaling";
import { ecsServiceDeploymentCircuitBreaker } from "./ecs-service-deployment-circuit-breaker";
import { ecsServiceHealthCheckGracePeriod } from "./ecs-service-health-check-grace-period";
import { ecsServiceMinHealthyPercent } from "./ecs-service-min-healthy-percent";
import { ecsServiceMinTasks } from "./ecs-service-min-tasks";
import { ecsTaskDefinitionValid } from "./ecs-task-definition-valid";

/** The rules of the resilience pack, in the order of the catalogue. */
export const resilienceRules: Policies = [
  ecsServiceMinTasks,
  ecsServiceAutoscaling,
  ecsServiceDeploymentCircuitBreaker,
  ecsServiceMinHealthyPercent,
  ecsServiceHealthCheckGracePeriod,
  ecsContainerHealthCheck,
  ecsFargateTaskSize,
  ecsTaskDefinitionValid,
  codedeployRollbackEnabled,
  codedeployBlueGreenTermination,
  codedeployServiceIgnoreChanges,
  ecsContainerStopTimeout,
  ecsCapacityProviderFallback,
  ecsDeploymentAlarmsExist,
];
