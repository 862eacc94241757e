/** What a collector beside a task does. */
export interface Collecting<Url> {
  region: string;
  /** The task's name: where metrics say that they come from. */
  task: string;
  /** Whether it takes traces and hands them to X-Ray. */
  tracing: boolean;
  /** What it scrapes, and where it writes it to. */
  scrape?: { port: number; path: string; intervalSeconds: number; writeUrl: Url };
  /** MiB that it may hold before it refuses more. */
  memoryMiB: number;
}

/** Port for traces (OTLP over HTTP), open to the task's own containers alone. */
export const OTLP_PORT = 4318;

/** Configuration of an OpenTelemetry collector: nothing but what it is to do. */
export function collectorConfig<Url>(collecting: Collecting<Url>) {
  const { region, tracing, scrape, memoryMiB } = collecting;
  const processors = ["memory_limiter", "batch"];
  return {
    extensions: { health_check: {}, ...(scrape && { sigv4auth: { region, service: "aps" } }) },
    receivers: {
      ...(tracing && { otlp: { protocols: { http: { endpoint: `127.0.0.1:${OTLP_PORT}` } } } }),
      ...(scrape && { prometheus: { config: { scrape_configs: [scrapeConfig(collecting)] } } }),
    },
    processors: {
      memory_limiter: { check_interval: "1s", limit_mib: memoryMiB },
      batch: {},
    },
    exporters: {
      ...(tracing && { awsxray: { region } }),
      ...(scrape && {
        prometheusremotewrite: {
          endpoint: scrape.writeUrl,
          auth: { authenticator: "sigv4auth" },
        },
      }),
    },
    service: {
      extensions: ["health_check", ...(scrape ? ["sigv4auth"] : [])],
      pipelines: {
        ...(tracing && { traces: { receivers: ["otlp"], processors, exporters: ["awsxray"] } }),
        ...(scrape && {
          metrics: {
            receivers: ["prometheus"],
            processors,
            exporters: ["prometheusremotewrite"],
          },
        }),
      },
    },
  };
}

function scrapeConfig({ task, scrape }: Collecting<unknown>) {
  return {
    job_name: task,
    scrape_interval: `${scrape?.intervalSeconds}s`,
    metrics_path: scrape?.path,
    static_configs: [{ targets: [`127.0.0.1:${scrape?.port}`] }],
  };
}
