import type { PolicyResource } from "@pulumi/policy";

import { alarmsOf } from "./alarms";
import { peek, UNKNOWN } from "./known";

/** A metric as an alarm names it, in its own words or in a query. */
interface Metric {
  metricName?: string;
  dimensions?: Readonly<Record<string, string>>;
}

interface MetricAlarm extends Metric {
  metricQueries?: readonly { metric?: Metric }[];
}

/** One metric that an alarm watches, with what its dimensions were taken from. */
export interface Watch extends Metric {
  sources: readonly PolicyResource[];
}

/** The metrics that the alarms of a stack watch. */
export function watchesIn(resources: readonly PolicyResource[]): Watch[] {
  return alarmsOf(resources).flatMap(watchesOf);
}

function watchesOf({ props, propertyDependencies }: PolicyResource): Watch[] {
  const alarm = props as MetricAlarm;
  const queries = peek(() => alarm.metricQueries ?? []);
  const sources = (property: string) => propertyDependencies[property] ?? [];
  return [
    { ...metricOf(alarm), sources: sources("dimensions") },
    ...(queries === UNKNOWN ? [] : queries).map(({ metric = {} }) => ({
      ...metricOf(metric),
      sources: sources("metricQueries"),
    })),
  ];
}

/** The dimensions may be unknown as a whole or one by one. */
function metricOf(metric: Metric): Metric {
  const dimensions = peek(() => metric.dimensions);
  return {
    metricName: metric.metricName,
    dimensions: dimensions === UNKNOWN ? undefined : dimensions,
  };
}
