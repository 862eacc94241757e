import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "../errors";
import { LoadBalancer } from "../load-balancer/load-balancer";
import { MicroService } from "../micro-service/micro-service";
import { Scope } from "../plan/scope";
import { WatchedCache, WatchedDatabase } from "../plan/watches";
import { cachePanel, databasePanel, layOut, Panel, ServiceMetrics, trafficPanels } from "./panels";

/** Arguments of {@link Dashboard}. All change in place. */
export interface DashboardArgs {
  /** The system and environment that the dashboard is for. */
  scope: Scope;
  /** Its metrics are the system's traffic. */
  loadBalancer: LoadBalancer;

  /** Services by the name that is shown; of those without routes the load balancer knows nothing. */
  services: Readonly<Record<string, Pick<MicroService, "targetGroupArnSuffixes">>>;

  /**
   * Its connections are shown.
   *
   * @default - no panel
   */
  database?: WatchedDatabase;

  /**
   * Its hit rate is shown.
   *
   * @default - no panel
   */
  cache?: WatchedCache;
}

/**
 * A CloudWatch dashboard of a system: request rate, error rate, response times, open connections and,
 * where they are given, the database's connections and the cache's hit rate. CloudWatch has no metric
 * of people; the load balancer's open connections are what there is, and are named so.
 *
 * @example
 * new Dashboard("dashboard", {
 *   scope,
 *   loadBalancer: platform.loadBalancer,
 *   services: { "order-service": orders },
 *   database,
 * });
 */
export class Dashboard extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:dashboard:Dashboard";

  /** Its name: the system's and the environment's, one a system. */
  readonly dashboardName: string;
  /** Where people look at it. */
  readonly url: string;

  constructor(name: string, args: DashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Dashboard.__pulumiType, name, args, opts);
    const { scope, loadBalancer } = args;
    const services = routed(name, args);

    this.dashboardName = scope.name();
    this.url = `https://${scope.region}.console.aws.amazon.com/cloudwatch/home?region=${scope.region}#dashboards/dashboard/${this.dashboardName}`;
    const dashboardBody = pulumi
      .all([loadBalancer.arnSuffix, services])
      .apply(([balancer, known]) =>
        JSON.stringify(
          layOut(scope.region, [...trafficPanels(balancer, known), ...dataPanels(args)]),
        ),
      );
    new aws.cloudwatch.Dashboard(
      name,
      { dashboardName: this.dashboardName, dashboardBody },
      { parent: this },
    );
    this.registerOutputs({ dashboardName: this.dashboardName, url: this.url });
  }
}

/** The services that the load balancer leads to. */
function routed(name: string, { services }: DashboardArgs): pulumi.Output<ServiceMetrics[]> {
  const found = Object.entries(services).filter(
    ([, { targetGroupArnSuffixes }]) => targetGroupArnSuffixes.length > 0,
  );
  if (found.length === 0) {
    throw new ArgumentError(
      `Dashboard "${name}": services are ${Object.keys(services).join(", ") || "none"}; give at least one with routes`,
    );
  }
  return pulumi.all(
    found.map(([service, { targetGroupArnSuffixes }]) =>
      pulumi.all([...targetGroupArnSuffixes]).apply(targetGroups => ({ service, targetGroups })),
    ),
  );
}

function dataPanels({ database, cache }: DashboardArgs): Panel[] {
  return [...(database ? [databasePanel(database)] : []), ...(cache ? [cachePanel(cache)] : [])];
}
