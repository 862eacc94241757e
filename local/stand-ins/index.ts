import * as grpc from "@grpc/grpc-js";
import aws from "@pulumi/aws/package.json";
import awsx from "@pulumi/awsx/package.json";
import docker from "@pulumi/docker/package.json";
import pulumi from "@pulumi/pulumi/package.json";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import random from "@pulumi/random/package.json";
import { join } from "path";

import { Ledger } from "./ledger";
import { readState } from "./read-state";
import { Existing, livesInAccount } from "./registry";
import { Provider, StandInProvider } from "./server/provider";
import { ProviderService } from "./server/service";

/** How the stand-ins are set up. */
export interface StandInOptions {
  /** Folder that paths in the program, such as an image's context, start from. */
  projectDir: string;

  /**
   * Folder whose `state` is the file backend. What its stacks have is what the account has, so that
   * names already taken and references to nothing are found.
   *
   * @default - the account is empty
   */
  folder?: string;

  /**
   * Secret by which the folder keeps a ledger of the account, beside the state and independent of it: what
   * a killed run made and its state does not know is there all the same.
   *
   * @default - the account is what the state says
   */
  ledgerSecret?: string;

  /**
   * Puts something between the engine and the provider, such as faults.
   *
   * @default - nothing
   */
  disturb?: (provider: Provider) => Provider;

  /**
   * AWS region where the stack's configuration has none.
   *
   * @default - none: the stack must set `aws:region`
   */
  region?: string;

  /**
   * The account that is played.
   *
   * @default "123456789012"
   */
  accountId?: string;
}

/** Running stand-ins. */
export interface StandIns {
  /** Value of `PULUMI_DEBUG_PROVIDERS`, by which the engine finds them. */
  readonly debugProviders: string;
  /** What the account has of a URN. */
  existing(urn: string): readonly Existing[];
  /** Stops them. */
  close(): Promise<void>;
}

/** The packages that are played, each by a server of its own, with the versions that the program uses. */
const VERSIONS: Readonly<Record<string, string>> = {
  aws: aws.version,
  awsx: awsx.version,
  docker: docker.version,
  random: random.version,
  "pulumi-nodejs": pulumi.version,
};

/** Large enough for the code of dynamic resources and the lists of big stacks; gRPC's own limit is 4 MB. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** Starts the providers' stand-ins on free ports of this machine, for this machine alone. */
export async function startStandIns(options: StandInOptions): Promise<StandIns> {
  const { projectDir, region, accountId, disturb = (provider: Provider) => provider } = options;
  const standIn = new StandInProvider({ projectDir, accountId, ...openAccount(options) });
  const provider = disturb(standIn);
  const servers = await Promise.all(
    Object.entries(VERSIONS).map(async ([name, version]) => {
      const service = new ProviderService({ package: name, version, provider, region });
      return { name, ...(await serve(service)) };
    }),
  );
  return {
    debugProviders: servers.map(({ name, port }) => `${name}:${port}`).join(","),
    existing: urn => standIn.existing(urn),
    close: () => {
      servers.forEach(({ server }) => server.forceShutdown());
      return Promise.resolve();
    },
  };
}

/** The ledger of a folder's account. */
export function ledgerOf(folder: string): string {
  return join(folder, "account");
}

/** What the account has: by the ledger where one is kept, else by the state. */
function openAccount({ folder, ledgerSecret: secret }: StandInOptions) {
  const known = folder === undefined ? [] : readState(join(folder, "state"));
  if (folder === undefined || secret === undefined) {
    return { existing: known };
  }
  const inAccount = known.filter(({ type }) => livesInAccount(type));
  const { ledger, resources } = Ledger.open({ file: ledgerOf(folder), secret }, inAccount);
  const elsewhere = known.filter(({ type }) => !livesInAccount(type));
  return { existing: [...elsewhere, ...resources], journal: ledger };
}

async function serve(service: ProviderService): Promise<{ server: grpc.Server; port: number }> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(ResourceProviderService, service.handlers());
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { server, port };
}
