import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/resource_pb";
import { version } from "@pulumi/aws/package.json";

import { fromStruct, toStruct } from "../server/messages";
import { UNKNOWN, Values } from "../values";

/** A resource that the engine has registered. */
export interface Registered {
  urn: string;
  /** Unknown while planning a new one. */
  id: string;
  outputs: Values;
}

/** A resource to register. */
export interface Registration {
  type: string;
  name: string;
  parent: string;
  inputs: Values;
  /** URNs that each input comes from. */
  inputSources: Readonly<Record<string, readonly string[]>>;
  /** URNs that it comes after. */
  dependsOn: readonly string[];
  /** Reference of the provider; the default one of this version of `@pulumi/aws` when it is empty. */
  provider: string;
}

/**
 * The engine's resource monitor, spoken to directly: the SDK's own way keeps its settings in globals
 * that the program in this process uses too.
 */
export class Monitor {
  readonly #client: ResourceMonitorClient;

  constructor(address: string) {
    this.#client = new ResourceMonitorClient(address, grpc.credentials.createInsecure());
  }

  /** Registers a resource of the AWS package. */
  async register(registration: Registration): Promise<Registered> {
    const { type, name, parent, inputs, inputSources, dependsOn, provider } = registration;
    const request = new pb.RegisterResourceRequest()
      .setType(type)
      .setName(name)
      .setParent(parent)
      .setCustom(true)
      .setObject(toStruct(inputs))
      .setDependenciesList([...new Set([...dependsOn, ...Object.values(inputSources).flat()])])
      .setProvider(provider)
      .setVersion(version);
    for (const [input, urns] of Object.entries(inputSources)) {
      const sources = new pb.RegisterResourceRequest.PropertyDependencies().setUrnsList([...urns]);
      request.getPropertydependenciesMap().set(input, sources);
    }
    return this.send(request);
  }

  /** Sends a registration that is made elsewhere, with what every one has. */
  async send(request: pb.RegisterResourceRequest): Promise<Registered> {
    request
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setSupportspartialvalues(true)
      .setAliasspecs(true)
      .setSupportsresultreporting(true);
    const response = await new Promise<pb.RegisterResourceResponse>((resolve, reject) => {
      this.#client.registerResource(request, (error, value) =>
        error === null ? resolve(value) : reject(error),
      );
    });
    if (response.getResult() !== pb.Result.SUCCESS) {
      throw new Error(`${request.getType()} "${request.getName()}" could not be made`);
    }
    const id = response.getId() || UNKNOWN;
    return { urn: response.getUrn(), id, outputs: fromStruct(response.getObject()) };
  }

  /** Tells the engine a component's outputs, which ends its registration. */
  async registerOutputs(urn: string, outputs: Struct): Promise<void> {
    const request = new pb.RegisterResourceOutputsRequest().setUrn(urn).setOutputs(outputs);
    await new Promise<void>((resolve, reject) => {
      this.#client.registerResourceOutputs(request, error =>
        error === null ? resolve() : reject(error),
      );
    });
  }

  /** Looks something up with the AWS provider. */
  async invoke(token: string, provider: string): Promise<Values> {
    const request = new pb.ResourceInvokeRequest()
      .setTok(token)
      .setArgs(toStruct({}))
      .setProvider(provider)
      .setVersion(version);
    const response = await new Promise<InvokeResponse>((resolve, reject) => {
      this.#client.invoke(request, (error, value) =>
        error === null ? resolve(value) : reject(error),
      );
    });
    return fromStruct(response.getReturn());
  }

  /** Ends the connection. */
  close(): void {
    this.#client.close();
  }
}
