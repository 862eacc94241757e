import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Service {
  networkConfiguration?: { assignPublicIp?: boolean };
}

/** What starts a task at an event or a time. */
interface Starter {
  ecsTarget?: Service;
  target?: { ecsParameters?: Service };
}

const TYPES = ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"];

const EVENTS = "aws:cloudwatch/eventTarget:EventTarget";
const SCHEDULES = "aws:scheduler/schedule:Schedule";

// Left out, it is false.
const checkService = onTypes<Service>(TYPES, ({ networkConfiguration }, report) => {
  if (networkConfiguration?.assignPublicIp) {
    report("Tasks get a public address: set networkConfiguration.assignPublicIp to false.");
  }
});

const checkStarter = onTypes<Starter>([EVENTS, SCHEDULES], (starter, report, { type }) => {
  const [path, started] =
    type === EVENTS
      ? ["ecsTarget", starter.ecsTarget]
      : ["target.ecsParameters", starter.target?.ecsParameters];
  if (started?.networkConfiguration?.assignPublicIp) {
    report(`Tasks get a public address: set ${path}.networkConfiguration.assignPublicIp to false.`);
  }
});

export const ecsServiceNoPublicIp: ResourceValidationPolicy = {
  name: "ecs-service-no-public-ip",
  description: "Tasks have no public address.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp(
    "ECS.2",
    "ECS services should not have public IP addresses assigned to them automatically",
  ),
  remediationSteps: "Leave networkConfiguration.assignPublicIp out, or set it to false.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
  validateResource: [checkService, checkStarter],
  // A task set's network is replaced with it.
  remediateResource: fixOn<Service>([TYPES[0]], ({ networkConfiguration }) => {
    if (!networkConfiguration?.assignPublicIp) {
      return undefined;
    }
    // In place: to copy the rest would be to read what may not be known yet.
    networkConfiguration.assignPublicIp = false;
    return { networkConfiguration };
  }),
};
