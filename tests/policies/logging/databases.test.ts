import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";
import type {
  ClusterArgs,
  ClusterInstanceArgs,
  EventSubscriptionArgs,
  InstanceArgs,
  ParameterGroupArgs,
} from "@pulumi/aws/rds";
import { expect } from "chai";

import { elasticacheLogDelivery } from "../../../policies/logging/elasticache-log-delivery";
import { rdsEnhancedMonitoring } from "../../../policies/logging/rds-enhanced-monitoring";
import { rdsEventSubscription } from "../../../policies/logging/rds-event-subscription";
import { rdsLogExports } from "../../../policies/logging/rds-log-exports";
import { rdsPerformanceInsights } from "../../../policies/logging/rds-performance-insights";
import { rdsQueryLogging } from "../../../policies/logging/rds-query-logging";
import { Member, unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props, ruleCases } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const INSTANCE = "aws:rds/instance:Instance";
const NODE = "aws:rds/clusterInstance:ClusterInstance";

const kept = (logs: string) =>
  `Logs stay on the database's disk: add ${logs} to enabledCloudwatchLogsExports.`;
const any = "Logs stay on the database's disk: set enabledCloudwatchLogsExports.";
const exported = (...enabledCloudwatchLogsExports: string[]) => ({ enabledCloudwatchLogsExports });
describe(rdsLogExports.name, () => {
  ruleCases<InstanceArgs>(rdsLogExports, INSTANCE, [
    [
      "reports that nothing is said, which means nothing is sent",
      { engine: "postgres" },
      [kept("postgresql and upgrade")],
    ],
    ["reports a missing log", { engine: "postgres", ...exported("postgresql") }, [kept("upgrade")]],
    ["accepts both", { engine: "postgres", ...exported("postgresql", "upgrade") }, []],
    ["reports MySQL's", { engine: "mysql", ...exported("audit") }, [kept("error and slowquery")]],
    ["accepts MariaDB's", { engine: "mariadb", ...exported("error", "slowquery") }, []],
    ["reports another engine without any", { engine: "oracle-ee" }, [any]],
    ["accepts any of another engine", { engine: "oracle-ee", ...exported("alert") }, []],
    ["reports a replica without any", { replicateSourceDb: "orders" }, [any]],
    ["accepts any of a replica", { replicateSourceDb: "orders", ...exported("postgresql") }, []],
    [
      "waits for an engine that is not known yet",
      { engine: unknownValue },
      ["string value at .engine can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsLogExports, "aws:rds/cluster:Cluster", [
    ["reports Aurora's", { engine: "aurora-postgresql" }, [kept("postgresql")]],
    ["reports Aurora's for MySQL", { engine: "aurora-mysql" }, [kept("error and slowquery")]],
    ["accepts Aurora's", { engine: "aurora-postgresql", ...exported("postgresql") }, []],
  ]);
});

const schema = 'Changes of the schema are not logged: set the parameter log_statement to "ddl".';
const slow =
  'Slow queries are not logged: set the parameter log_min_duration_statement, to "1000" for instance.';
const parameters = (statement: string, duration: string) => ({
  family: "postgres17",
  parameters: [
    { name: "log_statement", value: statement },
    { name: "log_min_duration_statement", value: duration },
  ],
});
describe(rdsQueryLogging.name, () => {
  ruleCases<ParameterGroupArgs>(rdsQueryLogging, "aws:rds/parameterGroup:ParameterGroup", [
    ["reports that nothing is said, which means neither", { family: "postgres17" }, [schema, slow]],
    ["reports no statements", parameters("none", "1000"), [schema]],
    ["reports no durations", parameters("ddl", "-1"), [slow]],
    ["reports a duration that is none", parameters("ddl", "long"), [slow]],
    ["accepts both", parameters("ddl", "1000"), []],
    ["accepts more of both", parameters("all", "0"), []],
    ["leaves other engines alone", { family: "mysql8.4" }, []],
    ["leaves an Aurora instance to its cluster", { family: "aurora-postgresql17" }, []],
    [
      "waits for a family that is not known yet",
      { family: unknownValue },
      ["string value at .family can't be known during preview"],
    ],
  ]);
  ruleCases<ParameterGroupArgs>(
    rdsQueryLogging,
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    [
      ["reports an Aurora cluster's", { family: "aurora-postgresql17" }, [schema, slow]],
      ["accepts them there", { ...parameters("mod", "500"), family: "aurora-postgresql17" }, []],
    ],
  );
});

const unwatched = "The operating system is not watched: set monitoringInterval to 60.";
const roleless = "RDS may not write what it sees: set monitoringRoleArn.";
const role = "arn:aws:iam::123456789012:role/monitoring";
describe(rdsEnhancedMonitoring.name, () => {
  for (const type of [INSTANCE, NODE]) {
    ruleCases<InstanceArgs & ClusterInstanceArgs>(rdsEnhancedMonitoring, type, [
      ["reports that nothing is said, which means off", {}, [unwatched]],
      [
        "reports an interval of none",
        { monitoringInterval: 0, monitoringRoleArn: role },
        [unwatched],
      ],
      ["reports a missing role", { monitoringInterval: 60 }, [roleless]],
      ["accepts an interval with a role", { monitoringInterval: 60, monitoringRoleArn: role }, []],
      [
        "accepts a role that is not known yet",
        { monitoringInterval: 60, monitoringRoleArn: unknownValue },
        [],
      ],
      [
        "waits for an interval that is not known yet",
        { monitoringInterval: unknownValue },
        ["string value at .monitoringInterval can't be known during preview"],
      ],
    ]);
  }
});

const opaque = "Nobody can see which queries load it: set performanceInsightsEnabled to true.";
describe(rdsPerformanceInsights.name, () => {
  for (const type of [INSTANCE, NODE]) {
    ruleCases<InstanceArgs & ClusterInstanceArgs>(rdsPerformanceInsights, type, [
      ["reports that nothing is said, which means off", {}, [opaque]],
      ["reports insights that are off", { performanceInsightsEnabled: false }, [opaque]],
      ["accepts insights", { performanceInsightsEnabled: true }, []],
      [
        "accepts a key that is not known yet",
        { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: unknownValue },
        [],
      ],
      [
        "waits for a switch that is not known yet",
        { performanceInsightsEnabled: unknownValue },
        ["string value at .performanceInsightsEnabled can't be known during preview"],
      ],
    ]);
  }
});

const database: Member = member<InstanceArgs>(INSTANCE, "db", { identifier: "shop-prod" });
const all = ["failure", "maintenance", "configuration change"];
const subscription = (props: Props<EventSubscriptionArgs>, from?: Member["from"]): Member =>
  member<EventSubscriptionArgs>("aws:rds/eventSubscription:EventSubscription", "events", props, {
    from,
  });
const unheard = (categories: string) =>
  `db: Nobody hears of ${categories}: add an EventSubscription with these categories.`;
const every = "failure, maintenance, configuration change";
describeStackRule(rdsEventSubscription, [
  ["reports a database without one", [database], [unheard(every)]],
  [
    "reports a missing category",
    [database, subscription({ eventCategories: ["failure", "maintenance"] })],
    [unheard("configuration change")],
  ],
  ["reports one that is off", [database, subscription({ enabled: false })], [unheard(every)]],
  [
    "reports one for snapshots",
    [database, subscription({ sourceType: "db-snapshot" })],
    [unheard(every)],
  ],
  [
    "reports one for another database",
    [database, subscription({ sourceIds: ["other"] })],
    [unheard(every)],
  ],
  ["accepts one for all, which is what nothing means", [database, subscription({})], []],
  [
    "accepts one for instances with the categories",
    [database, subscription({ sourceType: "db-instance", eventCategories: all })],
    [],
  ],
  [
    "accepts two that share them",
    [
      database,
      subscription({ eventCategories: ["failure"] }),
      subscription({ eventCategories: ["maintenance", "configuration change"] }),
    ],
    [],
  ],
  ["accepts one for the database", [database, subscription({ sourceIds: ["shop-prod"] })], []],
  [
    "joins by dependency, before names are known",
    [
      { ...database, props: { identifier: unknownValue } },
      subscription({ sourceIds: [unknownValue] }, { sourceIds: database }),
    ],
    [],
  ],
  [
    "waits for categories that are not known yet",
    [database, subscription({ eventCategories: unknownValue })],
    ["string value at .eventCategories can't be known during preview"],
  ],
]);

const lost = (logs: string) => `Logs are lost: add ${logs} to logDeliveryConfigurations.`;
const delivering = (...types: string[]) => ({
  logDeliveryConfigurations: types.map(logType => ({
    logType,
    logFormat: "json",
    destinationType: "cloudwatch-logs",
    destination: unknownValue,
  })),
});
describeRule<ReplicationGroupArgs>(
  elasticacheLogDelivery,
  "aws:elasticache/replicationGroup:ReplicationGroup",
  [
    ["reports that nothing is said", {}, [lost("slow-log and engine-log")]],
    ["reports a missing engine log", delivering("slow-log"), [lost("engine-log")]],
    ["reports a missing slow log", delivering("engine-log"), [lost("slow-log")]],
    ["accepts both, wherever they go", delivering("slow-log", "engine-log"), []],
    [
      "waits for what is not known yet",
      { logDeliveryConfigurations: unknownValue },
      ["string value at .logDeliveryConfigurations can't be known during preview"],
    ],
  ],
);

describe("mending a database", () => {
  it("adds the logs that are missing", async () => {
    const fix = (props: object) => mended(rdsLogExports, { type: INSTANCE, props });
    expect(await fix({ engine: "postgres", ...exported("upgrade") })).to.deep.equal({
      engine: "postgres",
      ...exported("upgrade", "postgresql"),
    });
    expect(await fix({ engine: "postgres", ...exported("upgrade", "postgresql") })).to.equal(
      undefined,
    );
    expect(await fix({ engine: "postgres" })).to.deep.equal({
      engine: "postgres",
      ...exported("postgresql", "upgrade"),
    });
    expect(await fix({ engine: "oracle-ee" })).to.equal(undefined);
  });

  it("turns insights on", async () => {
    const on = { performanceInsightsEnabled: true };
    expect(await mended(rdsPerformanceInsights, { type: NODE, props: {} })).to.deep.equal(on);
    expect(await mended(rdsPerformanceInsights, { type: NODE, props: on })).to.equal(undefined);
  });
});
