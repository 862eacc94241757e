import { explainAwsError } from "../aws-errors";
import { shortRevision } from "../aws/revisions";
import { EXIT, OperationError } from "../errors";
import { Service, Stack } from "../stack";
import { Clients } from "./controller";
import { describePresent, presentOf } from "./present";

/** Changes a service in AWS; an error on the way also says what runs now, or that AWS may go on. */
export async function change<T>(
  clients: Clients,
  stack: Stack,
  { service, revision }: { service: Service; revision: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const told = explainAwsError(error);
    if (!(told instanceof OperationError)) {
      throw error;
    }
    const now =
      told.exitCode === EXIT.failed
        ? await nowRuns(clients, stack, service)
        : `${service.name}: AWS may go on with ${shortRevision(revision)}; the same command again takes it up where it is`;
    throw new OperationError(`${told.message}\n${now}`, told.exitCode);
  }
}

async function nowRuns(clients: Clients, stack: Stack, service: Service): Promise<string> {
  try {
    return `now ${describePresent(service, await presentOf(clients, stack, service))}`;
  } catch (error) {
    const told = explainAwsError(error);
    return `what ${service.name} runs now cannot be told: ${told instanceof Error ? told.message : String(told)}`;
  }
}
