import { isGrpcError } from "@pulumi/pulumi/errors";
import * as settings from "@pulumi/pulumi/runtime/settings";

// gRPC shares a connection among all clients of an address in a process. A program whose engine failed may have calls
// left that go on trying to reach it; the next engine that is given its port would then count as unavailable.
const { grpcClientOptions } = settings as unknown as { grpcClientOptions: Record<string, unknown> };
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

/**
 * The program as the Automation API may run it. Its server takes a call that was broken off (UNAVAILABLE,
 * CANCELLED) for the engine's own end and the run for done, with whatever was registered until then: the engine
 * would delete everything else. Here such an error fails the run, as the official CLI's host does.
 */
export function inlineProgram<T>(program: () => Promise<T>): () => Promise<T> {
  return async () => {
    try {
      return await program();
    } catch (error) {
      throw error instanceof Error && isGrpcError(error)
        ? new Error(`The engine broke off a call of the program: ${error.message}`)
        : error;
    }
  };
}
