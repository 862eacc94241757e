import { dashboardBody } from "../checks/dashboard";
import { among, exactlyOne, length, matches, oneOf, whole } from "../checks/rules";
import { asText } from "../values";
import { partitionOf } from "../outputs/identity";
import { logsMayUseKey } from "./kms";
import { TypeEntry } from "./type-entry";

const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

const STATISTICS = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

/** Log groups, alarms and dashboards. */
export const cloudwatch: Readonly<Record<string, TypeEntry>> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    name: { property: "name", max: 512 },
    replaces: ["logGroupClass", "name", "namePrefix"],
    outputs: cloud => {
      const name = cloud.physicalName;
      return {
        id: name,
        name,
        arn: cloud.arn("logs", `log-group:${name}`),
        logGroupClass: "STANDARD",
        retentionInDays: 0,
        skipDestroy: false,
      };
    },
    checks: [
      matches("name", /^[.\-_/#A-Za-z0-9]{1,512}$/, "1 to 512 letters, digits and ._-/#"),
      oneOf("retentionInDays", RETENTION_DAYS),
      oneOf("logGroupClass", ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]),
    ],
    world: [
      logsMayUseKey(({ inputs, region, accountId }) => {
        const where = asText(inputs.region) || region;
        return `arn:${partitionOf(where)}:logs:${where}:${accountId}:log-group:${asText(inputs.name)}`;
      }),
    ],
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    replaces: ["dashboardName", "region"],
    meanings: { dashboardBody: body => jsonMeaning(body) },
    outputs: cloud => ({
      id: cloud.text("dashboardName"),
      // Of no region: an account has one dashboard of a name.
      dashboardArn: cloud.globalArn("cloudwatch", `dashboard/${cloud.text("dashboardName")}`),
    }),
    checks: [
      matches("dashboardName", /^[\w-]{1,255}$/, "1 to 255 letters, digits, - and _"),
      dashboardBody,
    ],
    unique: inputs => asText(inputs.dashboardName),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    name: { property: "name", max: 255 },
    replaces: ["name"],
    sets: ["alarmActions", "okActions", "insufficientDataActions"],
    outputs: cloud => {
      const name = cloud.physicalName;
      return {
        id: name,
        name,
        arn: cloud.arn("cloudwatch", `alarm:${name}`),
        actionsEnabled: true,
        treatMissingData: "missing",
      };
    },
    checks: [
      length("name", 1, 255),
      oneOf("comparisonOperator", [
        "GreaterThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "GreaterThanUpperThreshold",
        "LessThanLowerOrGreaterThanUpperThreshold",
        "LessThanLowerThreshold",
        "LessThanOrEqualToThreshold",
        "LessThanThreshold",
      ]),
      oneOf("statistic", STATISTICS),
      oneOf("treatMissingData", ["missing", "ignore", "breaching", "notBreaching"]),
      matches("extendedStatistic", /^(p|tm|tc|ts|wm)\d{1,2}(\.\d+)?$|^iqm$/i, "e.g. p95"),
      whole("evaluationPeriods", 1, 100_000),
      length("alarmDescription", 0, 1024),
      among(["period"], ({ period }) =>
        period === undefined || [10, 20, 30].includes(Number(period)) || Number(period) % 60 === 0
          ? undefined
          : `${asText(period)} is not valid; use 10, 20, 30 or a multiple of 60 seconds`,
      ),
      among(["datapointsToAlarm", "evaluationPeriods"], inputs =>
        Number(inputs.datapointsToAlarm ?? 0) <= Number(inputs.evaluationPeriods ?? Infinity)
          ? undefined
          : `${asText(inputs.datapointsToAlarm)} is above evaluationPeriods, ${asText(inputs.evaluationPeriods)}`,
      ),
      inputs =>
        inputs.metricName === undefined ? [] : exactlyOne("statistic", "extendedStatistic")(inputs),
      exactlyOne("metricName", "metricQueries", "evaluationCriteria"),
    ],
  },
};

/** A JSON document by meaning: spaces do not count. */
function jsonMeaning(document: unknown): unknown {
  try {
    return JSON.parse(asText(document));
  } catch {
    return document;
  }
}
