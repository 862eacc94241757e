import { among, length, matches, oneOf, whole } from "../checks/rules";
import { Values, asText, asValues } from "../values";
import { Cloud } from "../outputs/cloud";
import { Surroundings, TypeEntry } from "./type-entry";

const TARGET = "aws:appautoscaling/target:Target";
const SERVICE = "aws:ecs/service:Service";

const KEYS = ["resourceId", "scalableDimension", "serviceNamespace"];

const keyOf = (inputs: Values) => KEYS.map(key => asText(inputs[key])).join(" ");

/** A policy or schedule of a registered target. */
function ofTarget(
  kind: string,
  withAlarms: boolean,
): Pick<TypeEntry, "name" | "outputs" | "unique"> {
  return {
    name: { property: "name", max: 255 },
    outputs: (cloud: Cloud) => {
      const name = cloud.physicalName;
      const where = `${cloud.uuid()}:resource/${cloud.text("serviceNamespace")}/${cloud.text("resourceId")}`;
      const label = kind === "scalingPolicy" ? "policyName" : "scheduledActionName";
      return {
        id: name,
        name,
        arn: cloud.arn("autoscaling", `${kind}:${where}:${label}/${name}`),
        ...(withAlarms && {
          alarmArns: ["AlarmHigh", "AlarmLow"].map(end =>
            cloud.arn(
              "cloudwatch",
              `alarm:TargetTracking-${cloud.text("resourceId")}-${end}-${cloud.uuid(end)}`,
            ),
          ),
        }),
      };
    },
    unique: inputs => `${keyOf(inputs)} ${asText(inputs.name)}`,
  };
}

/** Application Auto Scaling. */
export const autoscaling: Readonly<Record<string, TypeEntry>> = {
  [TARGET]: {
    replaces: KEYS,
    outputs: cloud => ({
      id: cloud.text("resourceId"),
      arn: cloud.arn(
        "application-autoscaling",
        `scalable-target/${cloud.uuid().replace(/-/g, "")}`,
      ),
      roleArn: cloud.globalArn(
        "iam",
        "role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService",
      ),
    }),
    checks: [
      whole("minCapacity", 0, 5000),
      whole("maxCapacity", 0, 5000),
      among(["maxCapacity", "minCapacity"], ({ minCapacity, maxCapacity }) =>
        Number(minCapacity) <= Number(maxCapacity)
          ? undefined
          : `ValidationException: maxCapacity ${asText(maxCapacity)} is below minCapacity ${asText(minCapacity)}`,
      ),
    ],
    world: [serviceExists],
    unique: keyOf,
  },
  "aws:appautoscaling/policy:Policy": {
    ...ofTarget("scalingPolicy", true),
    replaces: ["name", ...KEYS],
    checks: [
      length("name", 1, 255),
      oneOf("policyType", ["StepScaling", "TargetTrackingScaling", "PredictiveScaling"]),
    ],
    world: [targetIsRegistered],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    ...ofTarget("scheduledAction", false),
    replaces: ["name", ...KEYS],
    checks: [
      matches(
        "schedule",
        /^(at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)|rate\([1-9]\d* (minute|hour|day)s?\)|cron\((\S+ ){5}\S+\))$/,
        "at(yyyy-mm-ddThh:mm:ss), rate(value unit) or cron() with six fields",
      ),
      whole("scalableTargetAction.minCapacity", 0, 5000),
      whole("scalableTargetAction.maxCapacity", 0, 5000),
      among(["scalableTargetAction"], ({ scalableTargetAction }) => {
        const { minCapacity, maxCapacity } = asValues(scalableTargetAction);
        if (minCapacity === undefined && maxCapacity === undefined) {
          return "ValidationException: set minCapacity or maxCapacity";
        }
        return Number(minCapacity ?? 0) <= Number(maxCapacity ?? Infinity)
          ? undefined
          : `ValidationException: maxCapacity ${asText(maxCapacity)} is below minCapacity ${asText(minCapacity)}`;
      }),
    ],
    world: [targetIsRegistered],
  },
};

function serviceExists({ inputs, others }: Surroundings): string[] {
  const resource = asText(inputs.resourceId);
  const isEcs = inputs.serviceNamespace === "ecs";
  const services = others.all(SERVICE).map(({ id }) => id.slice(id.lastIndexOf(":") + 1));
  return !isEcs || services.includes(resource)
    ? []
    : [`ValidationException: ECS service doesn't exist: ${resource}`];
}

function targetIsRegistered({ inputs, others }: Surroundings): string[] {
  return others.all(TARGET).some(({ outputs }) => keyOf(outputs) === keyOf(inputs))
    ? []
    : [
        `ObjectNotFoundException: no scalable target registered for ${KEYS.map(key => asText(inputs[key])).join(", ")}`,
      ];
}
