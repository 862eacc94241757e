import { expect } from "chai";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceRequest, GetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { getEngine, resetOptions } from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { promisify } from "util";

import "../../../local/stack/inline-program";
import { freePort } from "../../services/support/ports";
import { type ProjectCopy, withProjectCopy } from "./support/project-copy";

/** What the SDK makes of a call that the engine or a provider broke off. */
const BROKEN_OFF = 'Object.assign(new Error("14 UNAVAILABLE: gone"), { code: 14 })';
const FIRST_CALL = "await aws.getCallerIdentity()";
const IMPORT = 'import * as aws from "@pulumi/aws";';

describe("a call of the program that is broken off", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;
  withProjectCopy(made => (copy = made));

  /** An empty program would delete the stack. */
  const expectFailure = async (found: string, instead: string) =>
    copy.withEdit("index.ts", found, instead, async () => {
      const { code, stderr } = await copy.run("up", ["--stack", "dev"]);
      expect(stderr).to.contain("The engine broke off a call of the program: 14 UNAVAILABLE: gone");
      expect(code).to.equal(1);
    });

  it("fails the run", () =>
    expectFailure(
      FIRST_CALL,
      `await (Promise.reject(${BROKEN_OFF}) as Promise<{ accountId: string }>)`,
    ));

  it("fails the run when it is one that the SDK makes before the program's first", () =>
    expectFailure(
      IMPORT,
      `${IMPORT}
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
Object.assign(EngineClient.prototype, {
  setRootResource: (_: unknown, callback: (error: unknown) => void) => callback(${BROKEN_OFF}),
});`,
    ));
});

const { withLocalStorage } = state as unknown as {
  withLocalStorage: <T>(run: () => Promise<T>) => Promise<T>;
};

describe("a program's engine", () => {
  /** Calls the engine at an address as a run of its own does, and says what came of it. */
  const call = (address: string) =>
    withLocalStorage(async () => {
      resetOptions("project", "stack", 1, address, address, false, "organization");
      const engine = getEngine();
      return new Promise<string>(resolve =>
        engine?.getRootResource(new GetRootResourceRequest(), error =>
          resolve(error?.message ?? "answered"),
        ),
      );
    });

  it("is reached at a port where a run before it still looks for its own", async () => {
    const address = `127.0.0.1:${await freePort()}`;
    expect(await call(address)).to.contain("ECONNREFUSED");

    const server = new Server();
    const engine = {
      getRootResource: (_: unknown, callback: (error: null, answer: object) => void) =>
        callback(null, new GetRootResourceResponse()),
    };
    server.addService(EngineService, engine);
    await promisify(server.bindAsync.bind(server))(address, ServerCredentials.createInsecure());
    try {
      expect(await call(address)).to.equal("answered");
    } finally {
      server.forceShutdown();
    }
  });
});
