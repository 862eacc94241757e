import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { alarmsOf } from "../alarms";
import { SERVICE_TYPE } from "../ecs-services";
import { eachKnown, peek } from "../known";
import { finding } from "../resource";

/** What watches a deployment, with the input and the member that names alarms. */
const WATCHED: Readonly<Record<string, readonly [input: string, member: string]>> = {
  [SERVICE_TYPE]: ["alarms", "alarmNames"],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ["alarmConfiguration", "alarms"],
};

export const ecsDeploymentAlarmsExist: StackValidationPolicy = {
  name: "ecs-deployment-alarms-exist",
  description: "The alarms that watch a deployment are alarms of the stack.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience"],
  remediationSteps: "Take the names from the alarms' name outputs.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html",
  validateStack: ({ resources }, report) => {
    const names = alarmsOf(resources).map(({ props }) =>
      // A composite alarm has alarmName instead.
      peek(() => (props.name ?? props.alarmName) as unknown),
    );
    const watched = resources.filter(({ type }) => type in WATCHED);
    eachKnown(watched, resource => {
      const [input, member] = WATCHED[resource.type];
      eachKnown(namesIn(resource, input, member), name => {
        if (!names.includes(name)) {
          report(
            finding(
              `Alarm::${name}`,
              `No alarm of the stack is called ${name}: set ${input}.${member} to names of alarms.`,
            ),
            resource.urn,
          );
        }
      });
    });
  },
};

function namesIn({ props }: PolicyResource, input: string, member: string): readonly string[] {
  const value = props[input] as Readonly<Record<string, readonly string[] | undefined>> | undefined;
  return value?.[member] ?? [];
}
