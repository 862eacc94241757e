import { WatchedCache, WatchedDatabase } from "../plan/watches";

/** A service with the target groups whose metrics are its own. */
export interface ServiceMetrics {
  service: string;
  targetGroups: readonly string[];
}

/** Names and values that a metric is found by, with how it is shown at the end; or a calculation. */
type Metric = readonly (string | Rendering)[];

interface Rendering {
  label?: string;
  stat?: string;
  id?: string;
  visible?: boolean;
  expression?: string;
}

/** One graph: its title, its lines and the range of its axis. */
export interface Panel {
  title: string;
  metrics: readonly Metric[];
  unit: string;
  max?: number;
}

/** A panel's size on CloudWatch's grid of 24 columns. */
const SIZE = { width: 12, height: 6 };
const COLUMNS = 24 / SIZE.width;
/** Seconds of one point. */
const PERIOD = 60;

/** What the load balancer knows of the services. */
export function trafficPanels(balancer: string, services: readonly ServiceMetrics[]): Panel[] {
  const ofBalancer = (metric: string) => ["AWS/ApplicationELB", metric, "LoadBalancer", balancer];
  return [
    {
      title: "Request rate",
      unit: "Requests per second",
      metrics: services.flatMap(({ service, targetGroups }, index) => {
        const sum = summed("RequestCount", `requests${index}`, balancer, targetGroups);
        return [
          ...sum.metrics,
          [{ expression: `${sum.total}/PERIOD(${sum.first})`, label: service }],
        ];
      }),
    },
    {
      title: "Error rate",
      unit: "Percent of requests answered 5xx",
      metrics: services.flatMap(({ service, targetGroups }, index) => {
        const errors = summed(
          "HTTPCode_Target_5XX_Count",
          `errors${index}`,
          balancer,
          targetGroups,
        );
        const requests = summed("RequestCount", `requests${index}`, balancer, targetGroups);
        const expression = `100*${errors.total}/${requests.total}`;
        return [...errors.metrics, ...requests.metrics, [{ expression, label: service }]];
      }),
    },
    {
      title: "Response time",
      unit: "Seconds",
      metrics: ["p50", "p95", "p99"].map(stat => [
        ...ofBalancer("TargetResponseTime"),
        { stat, label: stat },
      ]),
    },
    {
      title: "Open connections to the load balancer",
      unit: "Connections",
      metrics: [[...ofBalancer("ActiveConnectionCount"), { stat: "Sum", label: "open" }]],
    },
  ];
}

/** A metric of several target groups and the sum of it: no error in a minute is 0, not a gap. */
function summed(metric: string, id: string, balancer: string, targetGroups: readonly string[]) {
  const ids = targetGroups.map((_, index) => `${id}_${index}`);
  return {
    first: ids[0],
    total: `(${ids.map(each => `FILL(${each},0)`).join("+")})`,
    metrics: targetGroups.map((targetGroup, index) => [
      "AWS/ApplicationELB",
      metric,
      "LoadBalancer",
      balancer,
      "TargetGroup",
      targetGroup,
      { id: ids[index], stat: "Sum", visible: false },
    ]),
  };
}

/** Connections to a database. */
export function databasePanel({ identifier, aurora = false }: WatchedDatabase): Panel {
  const dimension = aurora ? "DBClusterIdentifier" : "DBInstanceIdentifier";
  return {
    title: "Database connections",
    unit: "Connections",
    metrics: [
      [
        "AWS/RDS",
        "DatabaseConnections",
        dimension,
        identifier,
        { stat: "Maximum", label: identifier },
      ],
    ],
  };
}

/** How many reads a cache answers itself. */
export function cachePanel({ nodeIds }: WatchedCache): Panel {
  return {
    title: "Cache hit rate",
    unit: "Percent of reads",
    max: 100,
    metrics: nodeIds.map(node => [
      "AWS/ElastiCache",
      "CacheHitRate",
      "CacheClusterId",
      node,
      { stat: "Average", label: node },
    ]),
  };
}

/** The dashboard's body: the panels from left to right, then down. */
export function layOut(region: string, panels: readonly Panel[]) {
  return {
    widgets: panels.map(({ title, metrics, unit, max }, index) => ({
      type: "metric",
      x: (index % COLUMNS) * SIZE.width,
      y: Math.floor(index / COLUMNS) * SIZE.height,
      ...SIZE,
      properties: {
        title,
        region,
        view: "timeSeries",
        stacked: false,
        period: PERIOD,
        yAxis: { left: { min: 0, max, label: unit, showUnits: false } },
        metrics,
      },
    })),
  };
}
