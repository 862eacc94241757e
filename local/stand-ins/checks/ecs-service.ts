import { Registry } from "../registry";
import { Surroundings } from "../types/type-entry";
import { Values, allAt, asList, asText, asValues, at, hasUnknown } from "../values";
import { containersOf } from "./containers";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** What CreateService refuses about a service's task definition, targets and network. */
export function checkService({ inputs, others }: Surroundings): string[] {
  const reference = asText(inputs.taskDefinition);
  const task = taskDefinition(reference, others);
  const problems = asList(inputs.loadBalancers)
    .map(asValues)
    .flatMap(target => targetProblems(target, task, others));
  if (reference !== "" && task === undefined && !reference.startsWith("arn:")) {
    problems.push(`ClientException: there is no active task definition ${reference}`);
  }
  if (task?.networkMode === "awsvpc" && inputs.networkConfiguration === undefined) {
    problems.push(
      "InvalidParameterException: network configuration must be provided when networkMode 'awsvpc' is specified",
    );
  }
  if (inputs.launchType !== undefined && asList(inputs.capacityProviderStrategies).length > 0) {
    problems.push(
      "InvalidParameterException: specifying both a launch type and a capacity provider strategy is not supported",
    );
  }
  return problems;
}

/** What a deployment by CodeDeploy alone changes, and how ECS calls it. */
const BY_CODE_DEPLOY: Readonly<Record<string, string>> = {
  capacityProviderStrategies: "capacity provider strategy",
  loadBalancers: "load balancers",
  networkConfiguration: "network parameters",
  platformVersion: "platform version",
  taskDefinition: "task definition",
};

/** What the AWS provider, and then UpdateService, refuse of a change of a service. */
export function serviceChanges(changed: readonly string[], news: Values): string[] {
  const forced = news.forceNewDeployment === true;
  if (changed.includes("capacityProviderStrategies") && !forced) {
    return ["force_new_deployment should be true when capacity_provider_strategy is being updated"];
  }
  const updated = changed.filter(key => !["forceDelete", "tags"].includes(key));
  if (at(news, "deploymentController.type") !== "CODE_DEPLOY" || updated.length === 0) {
    return [];
  }
  const codeDeploys = updated.filter(key => key in BY_CODE_DEPLOY);
  return [
    ...codeDeploys.map(key => `Unable to update ${BY_CODE_DEPLOY[key]}`),
    ...(forced ? ["Cannot force a new deployment"] : []),
  ].map(
    refused =>
      `InvalidParameterException: ${refused} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`,
  );
}

/** By ARN, by `family:revision`, or by family alone, which means its newest revision. */
function taskDefinition(reference: string, others: Registry): Values | undefined {
  return others
    .all(TASK_DEFINITION)
    .map(({ outputs }) => outputs)
    .filter(
      ({ arn, family, revision }) =>
        [asText(arn), asText(family)].includes(reference) ||
        `${asText(family)}:${asText(revision)}` === reference,
    )
    .sort((a, b) => Number(b.revision) - Number(a.revision))[0];
}

function targetProblems(target: Values, task: Values | undefined, others: Registry): string[] {
  const name = asText(target.containerName);
  const port = Number(target.containerPort);
  // After a restart a document with a secret in it is not known.
  const known = task !== undefined && !hasUnknown(task.containerDefinitions);
  const container = containersOf(task?.containerDefinitions).find(c => c.name === name);
  const problems: string[] = [];
  if (known && container === undefined) {
    problems.push(
      `InvalidParameterException: the container ${name} does not exist in the task definition`,
    );
  } else if (
    container !== undefined &&
    !allAt(container, "portMappings.containerPort").includes(port)
  ) {
    problems.push(
      `InvalidParameterException: the container ${name} did not have a container port ${port} defined`,
    );
  }
  return [...problems, ...targetGroupProblems(asText(target.targetGroupArn), task, others)];
}

function targetGroupProblems(arn: string, task: Values | undefined, others: Registry): string[] {
  const group = others.find(arn, "aws:lb/targetGroup:TargetGroup");
  if (group === undefined) {
    return [];
  }
  return [
    ...(isAttached(arn, others)
      ? []
      : [
          `InvalidParameterException: the target group with targetGroupArn ${arn} does not have an associated load balancer; create its listener rule before the service`,
        ]),
    ...(task?.networkMode === "awsvpc" && group.outputs.targetType !== "ip"
      ? [
          `InvalidParameterException: the target group ${arn} has target type ${asText(group.outputs.targetType)}; the awsvpc network mode needs ip`,
        ]
      : []),
  ];
}

/** Whether a listener or one of its rules leads to the target group. */
export function isAttached(targetGroupArn: string, others: Registry): boolean {
  return [
    ...others.all("aws:lb/listener:Listener").map(({ outputs }) => outputs.defaultActions),
    ...others.all("aws:lb/listenerRule:ListenerRule").map(({ outputs }) => outputs.actions),
  ]
    .flatMap(asList)
    .some(
      action =>
        asValues(action).targetGroupArn === targetGroupArn ||
        allAt(action, "forward.targetGroups.arn").includes(targetGroupArn),
    );
}
