import { isGrpcError } from "@pulumi/pulumi/errors";
// The module itself: an `import` may give a copy, whose members the SDK does not see.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import settings = require("@pulumi/pulumi/runtime/settings");

/** What the SDK's declarations leave out. */
const sdk = settings as unknown as {
  grpcClientOptions: Record<string, unknown>;
  setRootResource: (resource: unknown) => Promise<void>;
};

// gRPC shares a connection among all clients of an address in a process. A program whose engine failed may have calls
// left that go on trying to reach it; the next engine that is given its port would then count as unavailable.
sdk.grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

// The call that the SDK makes before it starts the program.
const { setRootResource } = sdk;
sdk.setRootResource = resource => failing(setRootResource(resource));

/**
 * The program as the Automation API may run it. Its server takes a call that was broken off (UNAVAILABLE,
 * CANCELLED) for the engine's own end and the run for done, with whatever was registered until then: the engine
 * would delete everything else. Here such an error fails the run, as the official CLI's host does.
 */
export function inlineProgram<T>(program: () => Promise<T>): () => Promise<T> {
  return () => failing(program());
}

async function failing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Error && isGrpcError(error)
      ? new Error(`The engine broke off a call of the program: ${error.message}`)
      : error;
  }
}
