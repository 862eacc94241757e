import { RunError } from "./errors";
import { Child } from "./processes/child";
import { containerEnvironment } from "./processes/environment";
import type { RunRecord } from "./processes/run-record";
import type { MigrationPlan, RunIo } from "./types";

/**
 * Runs a migration to its end.
 *
 * @param onChild Is told of the process, to stop it when the run ends.
 * @throws RunError with its last lines when it fails or takes longer than it may.
 */
export async function runMigration(
  plan: MigrationPlan,
  io: Pick<RunIo, "log">,
  record: RunRecord,
  onChild: (child: Child) => void,
): Promise<void> {
  const { name, command, context, env, timeoutSeconds } = plan;
  const spec = { name, command, cwd: context, env: containerEnvironment(env) };
  const child = new Child(
    { ...spec, signal: "SIGTERM", onLine: line => io.log(name, line) },
    record,
  );
  onChild(child);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void child.stop();
  }, timeoutSeconds * 1000);
  const exit = await child.exited.finally(() => clearTimeout(timer));
  if (late) {
    throw new RunError(`Migration ${name} took longer than ${timeoutSeconds} s${child.tail}`);
  }
  if (!exit.ok) {
    throw new RunError(`Migration ${name} ended with ${exit.how}${child.tail}`);
  }
}
