import { deploymentGroupFits, serviceIsCodeDeploys } from "../checks/code-deploy";
import { mentions } from "../checks/references";
import { length, matches, oneOf, whole } from "../checks/rules";
import { asText } from "../values";
import { TypeEntry } from "./type-entry";

const APPLICATION = "aws:codedeploy/application:Application";

const NAME = /^[\w.+=,@-]{1,100}$/;
const NAME_WORDS = "1 to 100 letters, digits and ._+=,@-";

/** CodeDeploy. */
export const codeDeploy: Readonly<Record<string, TypeEntry>> = {
  [APPLICATION]: {
    name: { property: "name", max: 100 },
    replaces: ["computePlatform"],
    outputs: cloud => {
      const name = cloud.physicalName;
      return {
        id: `${cloud.uuid()}:${name}`,
        name,
        applicationId: cloud.uuid(),
        arn: cloud.arn("codedeploy", `application:${name}`),
        computePlatform: "Server",
        githubAccountName: "",
        linkedToGithub: false,
      };
    },
    checks: [
      matches("name", NAME, NAME_WORDS),
      oneOf("computePlatform", ["ECS", "Lambda", "Server"]),
    ],
  },
  "aws:codedeploy/deploymentGroup:DeploymentGroup": {
    name: { property: "deploymentGroupName", max: 100 },
    replaces: ["appName"],
    sets: [
      "alarmConfiguration.alarms",
      "autoRollbackConfiguration.events",
      "loadBalancerInfo.targetGroupPairInfo.prodTrafficRoute.listenerArns",
    ],
    outputs: cloud => ({
      id: cloud.uuid(),
      deploymentGroupId: cloud.uuid(),
      arn: cloud.arn(
        "codedeploy",
        `deploymentgroup:${cloud.text("appName")}/${cloud.text("deploymentGroupName")}`,
      ),
      computePlatform: "ECS",
      deploymentConfigName: "CodeDeployDefault.OneAtATime",
    }),
    checks: [
      matches("deploymentGroupName", NAME, NAME_WORDS),
      length("deploymentConfigName", 1, 100),
      oneOf("deploymentStyle.deploymentType", ["BLUE_GREEN", "IN_PLACE"]),
      oneOf("deploymentStyle.deploymentOption", [
        "WITH_TRAFFIC_CONTROL",
        "WITHOUT_TRAFFIC_CONTROL",
      ]),
      oneOf("blueGreenDeploymentConfig.deploymentReadyOption.actionOnTimeout", [
        "CONTINUE_DEPLOYMENT",
        "STOP_DEPLOYMENT",
      ]),
      whole(
        "blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess.terminationWaitTimeInMinutes",
        0,
        2880,
      ),
      deploymentGroupFits,
    ],
    world: [
      mentions({
        path: "appName",
        type: APPLICATION,
        complaint: "ApplicationDoesNotExistException: there is no application",
      }),
      mentions({
        path: "alarmConfiguration.alarms",
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        complaint: "InvalidAlarmConfigException: there is no alarm",
      }),
      serviceIsCodeDeploys,
    ],
    unique: inputs => `${asText(inputs.appName)} ${asText(inputs.deploymentGroupName)}`,
  },
};
