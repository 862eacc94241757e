import * as grpc from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { type ChildProcess, spawn } from "child_process";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { once } from "events";
import { join } from "path";

import type { Policies } from "@pulumi/policy";
import type { RuleConfig } from "../../policies/config";
import { ROOT } from "../paths";
import { plain, withDefaults } from "./engine-view";

/** A resource as an exported state has it. */
export interface StateResource {
  urn: string;
  type: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  parent?: string;
  protect?: boolean;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
}

const LEVELS = {
  advisory: proto.EnforcementLevel.ADVISORY,
  mandatory: proto.EnforcementLevel.MANDATORY,
  disabled: proto.EnforcementLevel.DISABLED,
  remediate: proto.EnforcementLevel.REMEDIATE,
};

/** A policy pack's process, spoken to as the engine does. */
export class Analyzer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: rpc.AnalyzerClient,
  ) {}

  /** Starts a compiled pack; it is ready when it has told what it is. */
  static async start(pack: string): Promise<Analyzer> {
    const launcher = join(ROOT, "local/engine/launchers/pulumi-analyzer-policy");
    const child = spawn(launcher, ["127.0.0.1:0", pack, "-typescript=false"], {
      cwd: pack,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_PATH: join(ROOT, "node_modules") },
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const client = new rpc.AnalyzerClient(
      `127.0.0.1:${line.toString().trim()}`,
      grpc.credentials.createInsecure(),
      { "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1 },
    );
    const analyzer = new Analyzer(child, client);
    await analyzer.call("getAnalyzerInfo", new Empty());
    return analyzer;
  }

  /** Hands the pack its rules' configuration, with the defaults filled in as the engine does. */
  async configure(policies: Policies, config: Record<string, RuleConfig>): Promise<void> {
    const request = new proto.ConfigureAnalyzerRequest();
    for (const { name, configSchema, enforcementLevel: own = "mandatory" } of policies) {
      const { enforcementLevel = own, ...properties } = config[name] ?? {};
      const entry = new proto.PolicyConfig();
      entry.setEnforcementlevel(LEVELS[enforcementLevel]);
      entry.setProperties(Struct.fromJavaScript(withDefaults(configSchema, properties) as never));
      request.getPolicyconfigMap().set(name, entry);
    }
    await this.call("configure", request);
  }

  /** Judges one resource; returns how many violations there are. */
  async analyze(resource: StateResource): Promise<number> {
    const request = fill(new proto.AnalyzeRequest(), resource, resource.inputs);
    const answer: proto.AnalyzeResponse = await this.call("analyze", request);
    return answer.getDiagnosticsList().length;
  }

  /** Judges a stack; returns how many violations there are. */
  async analyzeStack(resources: readonly StateResource[]): Promise<number> {
    const request = new proto.AnalyzeStackRequest();
    request.setResourcesList(
      resources.map(resource => {
        const message = fill(new proto.AnalyzerResource(), resource, resource.outputs);
        message.setParent(resource.parent ?? "");
        message.setDependenciesList(resource.dependencies ?? []);
        for (const [key, urns] of Object.entries(resource.propertyDependencies ?? {})) {
          const dependencies = new proto.AnalyzerPropertyDependencies();
          dependencies.setUrnsList(urns);
          message.getPropertydependenciesMap().set(key, dependencies);
        }
        return message;
      }),
    );
    const answer: proto.AnalyzeResponse = await this.call("analyzeStack", request);
    return answer.getDiagnosticsList().length;
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.process, "exit");
    this.process.kill();
    await ended;
  }

  private call<Answer>(method: keyof rpc.AnalyzerClient, request: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, answer: Answer) =>
        error ? reject(error) : resolve(answer);
      (this.client[method] as (request: unknown, callback: typeof done) => void)(request, done);
    });
  }
}

function fill<Message extends proto.AnalyzeRequest | proto.AnalyzerResource>(
  message: Message,
  { type, urn, protect = false }: StateResource,
  properties: Record<string, unknown> = {},
): Message {
  message.setType(type);
  message.setUrn(urn);
  message.setName(urn.split("::").pop() ?? "");
  message.setProperties(Struct.fromJavaScript(plain(properties) as never));
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(protect);
  options.setCustomtimeouts(new proto.AnalyzerResourceOptions.CustomTimeouts());
  message.setOptions(options);
  const provider = new proto.AnalyzerProviderResource();
  provider.setType("pulumi:providers:aws");
  provider.setProperties(Struct.fromJavaScript({ region: "us-east-1" }));
  message.setProvider(provider);
  return message;
}
