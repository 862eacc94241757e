import * as grpc from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

import { Values } from "../values";
import { toStruct } from "./messages";

/**
 * What was asked took effect, but did not come to a good end: the provider of AWS tells so when its wait for
 * a resource fails. The engine keeps the resource, with the reason, and the next `up` changes it once more.
 */
export class PartialFailure extends Error {
  constructor(
    reason: string,
    /** The resource as it is now. */
    readonly resource: { id: string; inputs: Values; outputs: Values },
  ) {
    super(reason);
  }
}

/** An error as gRPC carries it to the engine. */
export function toServiceError(error: Error): Partial<grpc.ServiceError> {
  const answer = { code: grpc.status.UNKNOWN, details: error.message };
  if (!(error instanceof PartialFailure)) {
    return answer;
  }
  const { id, inputs, outputs } = error.resource;
  const detail = new ErrorResourceInitFailed()
    .setId(id)
    .setInputs(toStruct(inputs))
    .setProperties(toStruct(outputs))
    .setReasonsList([error.message]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(answer.code).setMessage(error.message);
  status.addDetails(any);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { ...answer, metadata };
}
