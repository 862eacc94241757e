import type { Session } from "@aws-sdk/client-ecs";
import { execFile, spawn } from "child_process";
import { promisify } from "util";

import { OperationError, UnreachableError } from "../errors";

const PLUGIN = "session-manager-plugin";
const GUIDE =
  "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html";
/** The variable by which the plugin takes a session; as an argument everyone on the machine could read its token. */
const SESSION_VARIABLE = "AWS_SSM_START_SESSION_RESPONSE";
/** The last version that knows no such variable. */
const TOO_OLD = [1, 2, 497, 0];

/** What the plugin connects to. */
export interface Connection {
  session: Session;
  /** `ecs:<cluster>_<task>_<runtime id of the container>`. */
  target: string;
  region: string;
  /** URL of Systems Manager, where a connection that broke is resumed. */
  endpoint: string;
}

/** Makes sure that AWS's plugin is there, before a session is begun that nobody could hold. */
export async function requirePlugin(): Promise<void> {
  const { stdout } = await promisify(execFile)(PLUGIN, ["--version"]).catch((error: Error) => {
    throw (error as NodeJS.ErrnoException).code === "ENOENT"
      ? new UnreachableError(`${PLUGIN} is not in the PATH; install it: ${GUIDE}`)
      : new UnreachableError(`${PLUGIN} does not run: ${error.message}`);
  });
  if (!isNewer(stdout.trim())) {
    throw new UnreachableError(
      `${PLUGIN} is of version ${stdout.trim()}; install one after ${TOO_OLD.join(".")}: ${GUIDE}`,
    );
  }
}

function isNewer(version: string): boolean {
  const parts = version.split(".").map(Number);
  const at = TOO_OLD.findIndex((part, index) => parts[index] !== part);
  return at >= 0 && parts[at] > TOO_OLD[at];
}

/** Gives the terminal to the plugin until the session ends; its exit code. It takes what the AWS CLI gives it. */
export function runPlugin({ session, target, region, endpoint }: Connection): Promise<number> {
  const { sessionId: SessionId, streamUrl: StreamUrl, tokenValue: TokenValue } = session;
  const child = spawn(
    PLUGIN,
    [
      SESSION_VARIABLE,
      region,
      "StartSession",
      process.env.AWS_PROFILE ?? "",
      JSON.stringify({ Target: target }),
      endpoint,
    ],
    {
      stdio: "inherit",
      env: {
        ...process.env,
        [SESSION_VARIABLE]: JSON.stringify({ SessionId, StreamUrl, TokenValue }),
      },
    },
  );
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      code === null
        ? reject(new OperationError(`${PLUGIN} was ended by ${signal}`))
        : resolve(code),
    );
  });
}
