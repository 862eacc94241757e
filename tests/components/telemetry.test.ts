import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { MicroService, MicroServiceArgs, Telemetry, TelemetryArgs } from "../../components";
import { statementsOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { platformOf } from "../support/platform";
import { valueOf } from "../support/values";

const observed = (args: Partial<TelemetryArgs>, service: Partial<MicroServiceArgs> = {}) =>
  record(() => {
    const platform = platformOf("prod");
    const telemetry = new Telemetry("telemetry", { platform, ...args });
    new MicroService("orders", {
      platform,
      telemetry,
      image: { context: "services/order-management/order-service" },
      port: 3001,
      size: { cpu: 256, memory: 512 },
      health: { path: "/health" },
      scaling: { min: 1, max: 2 },
      ...service,
    });
    return telemetry;
  });

const containers = (recording: Recording): any[] =>
  JSON.parse(recording.only(aws.ecs.TaskDefinition).inputs.containerDefinitions);

/** The collector's configuration. */
function configOf(recording: Recording): any {
  const [, collector] = containers(recording);
  expect(collector.environment.map(({ name }: any) => name)).to.deep.equal(["AOT_CONFIG_CONTENT"]);
  return JSON.parse(collector.environment[0].value);
}

const names = (recording: Recording) => recording.all(aws.iam.RolePolicy).map(({ name }) => name);

describe("Telemetry", () => {
  let tracing: Recording<Telemetry>;
  let metrics: Recording<Telemetry>;
  before(async () => {
    tracing = await observed({});
    metrics = await observed({ tracing: false, prometheus: {} });
  });

  it("puts a small collector of this registry beside the service, which outlives it", () => {
    const [, collector, ...others] = containers(tracing);
    expect(others).to.deep.equal([]);
    expect(collector).to.deep.include({ name: "telemetry", essential: false, memory: 128 });
    expect(collector.image).to.match(/\/order-management\/telemetry@sha256:/);
    expect(collector.healthCheck.command).to.deep.equal(["CMD", "/healthcheck"]);
  });

  it("hands the service's traces to X-Ray", () => {
    const { receivers, exporters, service } = configOf(tracing);
    expect(receivers).to.deep.equal({
      otlp: { protocols: { http: { endpoint: "127.0.0.1:4318" } } },
    });
    expect(exporters).to.deep.equal({ awsxray: { region: "us-east-1" } });
    expect(Object.keys(service.pipelines)).to.deep.equal(["traces"]);
    expect(containers(tracing)[0].environment).to.deep.include.members([
      { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://127.0.0.1:4318" },
      { name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "http/protobuf" },
      { name: "OTEL_SERVICE_NAME", value: "orders" },
    ]);
    expect(statementsOf(tracing, "orders-task")).to.deep.equal([
      {
        Sid: "SendTraces",
        Effect: "Allow",
        Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        Resource: ["*"],
      },
    ]);
    expect(tracing.all(aws.amp.Workspace)).to.deep.equal([]);
  });

  it("scrapes the service every 15 seconds into an encrypted workspace", async () => {
    const workspace = metrics.only(aws.amp.Workspace);
    expect(workspace.inputs.kmsKeyArn).to.match(/^arn:aws:kms:/);
    const config = configOf(metrics);
    const [scrape, ...others] = config.receivers.prometheus.config.scrape_configs;
    expect(others).to.deep.equal([]);
    expect(scrape).to.deep.equal({
      job_name: "orders",
      scrape_interval: "15s",
      metrics_path: "/metrics",
      static_configs: [{ targets: ["127.0.0.1:3001"] }],
    });
    const { endpoint, auth } = config.exporters.prometheusremotewrite;
    expect(endpoint).to.match(
      /^https:\/\/aps-workspaces\..*\/workspaces\/ws-.*\/api\/v1\/remote_write$/,
    );
    expect(config.extensions[auth.authenticator]).to.deep.equal({
      region: "us-east-1",
      service: "aps",
    });
    expect(config.service.extensions).to.include(auth.authenticator);
    expect(await valueOf(metrics.result.queryUrl!)).to.match(/\/api\/v1\/query$/);
  });

  it("lets the service write into that workspace, and send no traces", () => {
    expect(containers(metrics)[0].environment).to.deep.equal([{ name: "PORT", value: "3001" }]);
    const [write, ...others] = statementsOf(metrics, "orders-task");
    expect(others).to.deep.equal([]);
    expect(write).to.deep.include({
      Action: ["aps:RemoteWrite"],
      Resource: ["arn:aws:aps:us-east-1:123456789012:workspace/*"],
    });
    const [[tag, value]] = Object.entries(metrics.only(aws.amp.Workspace).inputs.tags);
    expect(write.Condition).to.deep.equal({ StringEquals: { [`aws:ResourceTag/${tag}`]: value } });
  });

  it("does both, each in a pipeline of its own", async () => {
    const { service } = configOf(await observed({ prometheus: {} }));
    expect(Object.keys(service.pipelines)).to.deep.equal(["traces", "metrics"]);
  });

  it("scrapes where and as often as it is told", async () => {
    const prometheus = { path: "/actuator/prometheus", intervalSeconds: 60 };
    const { receivers } = configOf(await observed({ prometheus }));
    expect(receivers.prometheus.config.scrape_configs[0]).to.include({
      metrics_path: "/actuator/prometheus",
      scrape_interval: "60s",
    });
  });

  it("gives nothing to a service that does not name it", async () => {
    const recording = await observed({}, { telemetry: undefined });
    expect(containers(recording)).to.have.length(1);
    expect(names(recording)).to.not.include("orders-task");
  });

  const mistakes: [Partial<TelemetryArgs>, string][] = [
    [{ tracing: false }, "it is to do nothing; set tracing or prometheus"],
    [{ prometheus: { path: "metrics" } }, 'prometheus.path is "metrics"; begin it with /'],
    [{ prometheus: { intervalSeconds: 1 } }, "prometheus.intervalSeconds is 1; use a whole"],
  ];
  for (const [args, message] of mistakes) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      expect(await failureOf(observed(args))).to.contain(`Telemetry "telemetry": ${message}`);
    });
  }

  it("refuses a sidecar of its name, and a service of another processor", async () => {
    const image = `a@sha256:${"a".repeat(64)}`;
    expect(await failureOf(observed({}, { sidecars: { telemetry: { image } } }))).to.equal(
      "orders: sidecar telemetry has the name of telemetry's own",
    );
    expect(await failureOf(observed({ architecture: "arm64" }))).to.equal(
      "orders: sidecar telemetry: its image is for arm64, the task's own for x86_64",
    );
  });
});
