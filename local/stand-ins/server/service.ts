import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";

import { constructVpc } from "../awsx/construct-vpc";
import { Configuration, configurationProblems, readConfiguration } from "./configuration";
import { fromStruct, readUrn, toStruct } from "./messages";
import { toServiceError } from "./partial-failure";
import { Provider } from "./provider";
import { changeOf, checkResponse, diffConfig, diffResponse } from "./responses";

/** What a handler knows of a call: the request, and the configuration of the provider that it is for. */
interface Call<Request> {
  request: Request;
  configuration: Configuration;
  /** The engine's connection, one for each provider of the program. */
  peer: string;
}

/** Which provider a service plays. */
export interface ServiceOptions {
  /** Name of the Pulumi package. */
  package: string;
  /** The version that it says it is. */
  version: string;
  /** Does the work; all services share one. */
  provider: Provider;
  /** Region where a provider is configured without one. */
  region?: string;
}

/**
 * The gRPC service that the engine talks to. Secrets come as plain values, as to every provider made
 * from a Terraform one; the engine marks them again in what it gets back.
 */
export class ProviderService {
  readonly #configurations = new Map<string, Configuration>();

  constructor(private readonly options: ServiceOptions) {}

  /** The handlers by the name of their method; those left out are unimplemented. */
  handlers(): grpc.UntypedServiceImplementation {
    return {
      attach: this.#unary(() => new Empty()),
      cancel: this.#unary(() => new Empty()),
      getPluginInfo: this.#unary(() => new PluginInfo().setVersion(this.options.version)),
      checkConfig: this.#unary((call: Call<pb.CheckRequest>) => this.#checkConfig(call)),
      diffConfig: this.#unary(({ request }: Call<pb.DiffRequest>) => diffConfig(request)),
      configure: this.#unary((call: Call<pb.ConfigureRequest>) => this.#configure(call)),
      invoke: this.#unary((call: Call<pb.InvokeRequest>) => this.#invoke(call)),
      check: this.#unary((call: Call<pb.CheckRequest>) => this.#check(call)),
      diff: this.#unary((call: Call<pb.DiffRequest>) => this.#diff(call)),
      create: this.#unary((call: Call<pb.CreateRequest>) => this.#create(call)),
      read: this.#unary((call: Call<pb.ReadRequest>) => this.#read(call)),
      update: this.#unary((call: Call<pb.UpdateRequest>) => this.#update(call)),
      delete: this.#unary((call: Call<pb.DeleteRequest>) => this.#delete(call)),
      construct: this.#unary((call: Call<pb.ConstructRequest>) => construct(call)),
    };
  }

  #unary<Request, Response>(
    handle: (call: Call<Request>) => Response | Promise<Response>,
  ): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
      const peer = call.getPeer();
      const configuration =
        this.#configurations.get(peer) ?? readConfiguration({}, this.options.region);
      void Promise.resolve()
        .then(() => handle({ request: call.request, configuration, peer }))
        .then(
          response => callback(null, response),
          (error: Error) => callback(toServiceError(error)),
        );
    };
  }

  #checkConfig({ request }: Call<pb.CheckRequest>): pb.CheckResponse {
    const inputs = fromStruct(request.getNews());
    const { type } = readUrn(request.getUrn());
    return checkResponse(inputs, configurationProblems(type, inputs, this.options.region));
  }

  #configure({ request, peer }: Call<pb.ConfigureRequest>): pb.ConfigureResponse {
    const settings = fromStruct(request.getArgs());
    this.#configurations.set(peer, readConfiguration(settings, this.options.region));
    // Only components take secrets, outputs and references as such.
    const component = this.options.package === "awsx";
    return new pb.ConfigureResponse()
      .setSupportspreview(true)
      .setAcceptsecrets(component)
      .setAcceptresources(component)
      .setAcceptoutputs(component);
  }

  #invoke({ request, configuration }: Call<pb.InvokeRequest>): pb.InvokeResponse {
    const args = fromStruct(request.getArgs());
    const answer = this.options.provider.invoke(request.getTok(), args, configuration);
    return new pb.InvokeResponse().setReturn(toStruct(answer));
  }

  #check({ request, configuration }: Call<pb.CheckRequest>): pb.CheckResponse {
    const [olds, news] = [request.getOlds(), request.getNews()].map(fromStruct);
    const { inputs, problems } = this.options.provider.check(
      request.getUrn(),
      olds,
      news,
      configuration,
    );
    return checkResponse(inputs, problems);
  }

  #diff({ request }: Call<pb.DiffRequest>): pb.DiffResponse {
    const change = changeOf(request);
    return diffResponse(this.options.provider.diff(request.getUrn(), change), change);
  }

  #create({ request, configuration }: Call<pb.CreateRequest>): pb.CreateResponse {
    const inputs = fromStruct(request.getProperties());
    const preview = request.getPreview();
    const { id, outputs } = this.options.provider.create(
      request.getUrn(),
      inputs,
      configuration,
      preview,
    );
    return new pb.CreateResponse().setId(id).setProperties(toStruct(outputs));
  }

  #read({ request }: Call<pb.ReadRequest>): pb.ReadResponse {
    const [given, properties] = [request.getInputs(), request.getProperties()].map(fromStruct);
    const id = request.getId();
    const found = this.options.provider.read(request.getUrn(), id, given, properties);
    // Without an id the engine takes it for gone.
    return found === undefined
      ? new pb.ReadResponse()
      : new pb.ReadResponse()
          .setId(id)
          .setInputs(toStruct(found.inputs))
          .setProperties(toStruct(found.outputs));
  }

  #update({ request, configuration }: Call<pb.UpdateRequest>): pb.UpdateResponse {
    const change = changeOf(request);
    const preview = request.getPreview();
    const outputs = this.options.provider.update(request.getUrn(), change, configuration, preview);
    return new pb.UpdateResponse().setProperties(toStruct(outputs));
  }

  #delete({ request, configuration }: Call<pb.DeleteRequest>): Empty {
    const outputs = fromStruct(request.getProperties());
    this.options.provider.delete(request.getUrn(), request.getId(), outputs, configuration);
    return new Empty();
  }
}

async function construct({ request }: Call<pb.ConstructRequest>): Promise<pb.ConstructResponse> {
  if (request.getType() !== "awsx:ec2:Vpc") {
    throw new Error(
      `There is no stand-in for the component ${request.getType()}; there is one for awsx:ec2:Vpc`,
    );
  }
  return constructVpc(request);
}
