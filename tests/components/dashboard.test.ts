import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { Dashboard, DashboardArgs, MicroService } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";

const dashboard = (args: Partial<DashboardArgs> = {}) =>
  record(() => {
    const platform = platformOf("dev");
    const orders = new MicroService("orders", {
      platform,
      image: { context: "services/order-management/order-service" },
      port: 3001,
      size: { cpu: 256, memory: 512 },
      routes: ["/api/orders*"],
      health: { path: "/health" },
      scaling: { min: 1, max: 2 },
    });
    const { scope, loadBalancer } = platform;
    return new Dashboard("dashboard", { scope, loadBalancer, services: { orders }, ...args });
  });

const bodyOf = (recording: Recording) =>
  JSON.parse(recording.only(aws.cloudwatch.Dashboard).inputs.dashboardBody);

const panel = (recording: Recording, title: string) =>
  bodyOf(recording).widgets.find((widget: any) => widget.properties.title === title).properties;

describe("Dashboard", () => {
  let full: Recording<Dashboard>;
  before(async () => {
    full = await dashboard({
      database: { identifier: "shop-dev" },
      cache: { nodeIds: ["shop-001", "shop-002"] },
    });
  });

  it("has a panel for each question, two in a row", () => {
    const places = bodyOf(full).widgets.map((w: any) => [w.properties.title, w.x, w.y, w.width]);
    expect(places).to.deep.equal([
      ["Request rate", 0, 0, 12],
      ["Error rate", 12, 0, 12],
      ["Response time", 0, 6, 12],
      ["Open connections to the load balancer", 12, 6, 12],
      ["Database connections", 0, 12, 12],
      ["Cache hit rate", 12, 12, 12],
    ]);
  });

  it("bears the system's name, and says where it is", () => {
    expect(full.only(aws.cloudwatch.Dashboard).inputs.dashboardName).to.equal(
      "order-management-dev",
    );
    expect(full.result.url).to.equal(
      "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/order-management-dev",
    );
  });

  it("shows each service's requests by its own target group", () => {
    const [metric, rate] = panel(full, "Request rate").metrics;
    expect(metric.slice(0, 3)).to.deep.equal([
      "AWS/ApplicationELB",
      "RequestCount",
      "LoadBalancer",
    ]);
    expect(metric[3]).to.match(/^app\/order-management-alb-dev\//);
    expect(metric[5]).to.match(/^targetgroup\/orders-/);
    expect(metric[6]).to.deep.equal({ id: "requests0_0", stat: "Sum", visible: false });
    expect(rate).to.deep.equal([
      { expression: "(FILL(requests0_0,0))/PERIOD(requests0_0)", label: "orders" },
    ]);
  });

  it("adds up the target groups that a service has", async () => {
    const groups = ["blue", "green"].map(name => pulumi.output(`targetgroup/${name}/1`));
    const twice = await dashboard({ services: { orders: { targetGroupArnSuffixes: groups } } });
    const { metrics } = panel(twice, "Error rate");
    expect(metrics.map((metric: any) => metric[5]).filter(Boolean)).to.deep.equal([
      "targetgroup/blue/1",
      "targetgroup/green/1",
      "targetgroup/blue/1",
      "targetgroup/green/1",
    ]);
    expect(metrics[4]).to.deep.equal([
      {
        expression:
          "100*(FILL(errors0_0,0)+FILL(errors0_1,0))/(FILL(requests0_0,0)+FILL(requests0_1,0))",
        label: "orders",
      },
    ]);
  });

  it("shows the middle and the slow end of response times", () => {
    const { metrics } = panel(full, "Response time");
    expect(metrics.map((metric: any) => [metric[1], metric[4].stat])).to.deep.equal([
      ["TargetResponseTime", "p50"],
      ["TargetResponseTime", "p95"],
      ["TargetResponseTime", "p99"],
    ]);
  });

  it("shows the database and every node of the cache", async () => {
    expect(panel(full, "Database connections").metrics).to.deep.equal([
      [
        "AWS/RDS",
        "DatabaseConnections",
        "DBInstanceIdentifier",
        "shop-dev",
        { stat: "Maximum", label: "shop-dev" },
      ],
    ]);
    expect(panel(full, "Cache hit rate").metrics.map((m: any) => m[3])).to.deep.equal([
      "shop-001",
      "shop-002",
    ]);
    const aurora = await dashboard({ database: { identifier: "shop-dev", aurora: true } });
    expect(panel(aurora, "Database connections").metrics[0][2]).to.equal("DBClusterIdentifier");
  });

  it("leaves out what the system has not", async () => {
    expect(bodyOf(await dashboard()).widgets).to.have.length(4);
  });

  it("refuses to show nothing", async () => {
    const services = { worker: { targetGroupArnSuffixes: [] } };
    expect(await failureOf(dashboard({ services }))).to.equal(
      'Dashboard "dashboard": services are worker; give at least one with routes',
    );
  });
});
