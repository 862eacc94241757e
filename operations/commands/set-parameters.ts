import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { Command } from "commander";
import { text } from "stream/consumers";

import { explainAwsError } from "../aws-errors";
import { withClient } from "../aws/client";
import { Context, runCommand } from "../command";
import { OperationError, UsageError } from "../errors";
import { Assignment, assignmentsOf, checkedValue } from "../parameters/assignments";
import { askHidden } from "../parameters/prompt";
import { Secret, Stack } from "../stack";
import { table } from "../table";

/** Whether a secret has a value: there is none, or no such secret yet. */
type State = "set" | "missing" | "absent";

/** A secret, as it is shown. */
interface Row extends Secret {
  state: State;
  /** Whether this call put its value. */
  put: boolean;
}

interface Options {
  from?: string;
  check?: boolean;
}

/** `npm run set-parameters`. */
runCommand({
  usage: "set-parameters [assignments...]",
  description:
    "Shows which secrets of the stack wait for a value, by variable and name, and puts values: NAME=@file, NAME=- for the\nstandard input, or --from a file of VARIABLE=value lines. In a terminal and without any of these it asks for each that\nis missing. Values are never shown, and are not taken from the command line.",
  configure: (command: Command) =>
    command
      .option("--from <file>", "put the values of this file, each by its variable")
      .option("--check", "put nothing; exit code 1 when a value is missing"),
  leaves: () => "values that were put stay",
  work: setParameters,
});

/** Puts what was given; with `--check`, false when a value is missing. */
async function setParameters(
  context: Context,
  words: string[],
  { from, check = false }: Options,
): Promise<boolean> {
  const { stack, result } = context;
  if (check && (words.length > 0 || from !== undefined)) {
    throw new UsageError("--check puts nothing; leave the values away");
  }
  if (stack.secrets.length === 0) {
    if (words.length > 0 || from !== undefined) {
      throw new UsageError("the stack has no secret that waits for a value of yours");
    }
    result({ secrets: [] }, "the stack has no secret that waits for a value");
    return true;
  }
  const given = await assignmentsOf(stack.secrets, {
    words,
    from,
    readInput: () => text(process.stdin),
  });
  return withClient(SecretsManagerClient, stack.region, async secrets => {
    const rows = await Promise.all(stack.secrets.map(one => rowOf(secrets, one)));
    const asks = given.length === 0 && !check && process.stdin.isTTY;
    const assignments = asks ? await ask(rows, context) : given;
    refuseAbsent(rows, assignments);
    const replaced = assignments.some(one => rowFor(rows, one).state === "set");
    await put(secrets, rows, assignments);
    result({ secrets: rows }, describe(rows, stack, replaced));
    return !check || rows.every(({ state }) => state === "set");
  });
}

async function rowOf(secrets: SecretsManagerClient, secret: Secret): Promise<Row> {
  try {
    const { VersionIdsToStages = {}, DeletedDate } = await secrets.send(
      new DescribeSecretCommand({ SecretId: secret.name }),
    );
    const isSet = Object.values(VersionIdsToStages).flat().includes("AWSCURRENT");
    const state = DeletedDate !== undefined ? "absent" : isSet ? "set" : "missing";
    return { ...secret, state, put: false };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      return { ...secret, state: "absent", put: false };
    }
    throw error;
  }
}

/** Asks for each value that is missing, in a terminal; Enter alone leaves one as it is. */
async function ask(rows: readonly Row[], { signal }: Context): Promise<Assignment[]> {
  const assignments: Assignment[] = [];
  const terminal = { input: process.stdin, output: process.stderr, signal };
  for (const secret of rows.filter(({ state }) => state === "missing")) {
    const question = `${secret.variable} (${secret.name}), one line, hidden; Enter to skip: `;
    const value = await askHidden(question, terminal);
    if (value !== "") {
      assignments.push({ secret, value: checkedValue(secret.variable, value) });
    }
  }
  return assignments;
}

/** Before the first value is put, so that nothing is half done. */
function refuseAbsent(rows: readonly Row[], assignments: readonly Assignment[]): void {
  const absent = assignments.map(one => rowFor(rows, one)).filter(one => one.state === "absent");
  if (absent.length > 0) {
    throw new OperationError(
      `Secrets Manager has no secret ${absent.map(({ name }) => name).join(", ")}; pulumi up makes it. Nothing was put`,
    );
  }
}

async function put(
  secrets: SecretsManagerClient,
  rows: readonly Row[],
  assignments: readonly Assignment[],
): Promise<void> {
  for (const assignment of assignments) {
    const row = rowFor(rows, assignment);
    try {
      await secrets.send(
        new PutSecretValueCommand({ SecretId: row.name, SecretString: assignment.value }),
      );
    } catch (error) {
      const done = rows.filter(one => one.put).map(({ variable }) => variable);
      throw during(
        `${row.variable} was not put; put before it: ${done.join(", ") || "none"}`,
        error,
      );
    }
    row.state = "set";
    row.put = true;
  }
}

/** An error with what had been done when it came. */
function during(done: string, error: unknown): unknown {
  const told = explainAwsError(error);
  return told instanceof OperationError
    ? new OperationError(`${told.message}\n${done}`, told.exitCode)
    : told;
}

function rowFor(rows: readonly Row[], { secret }: Assignment): Row {
  const row = rows.find(({ name }) => name === secret.name);
  if (row === undefined) {
    throw new Error(`no row of ${secret.name}`);
  }
  return row;
}

function describe(rows: readonly Row[], { cluster }: Stack, replaced: boolean): string {
  const shown = { set: "set", missing: "MISSING", absent: "MISSING, pulumi up makes the secret" };
  const lines = rows.map(({ variable, name, state, put }) => [
    variable,
    put ? "set now" : shown[state],
    name,
  ]);
  const hint = replaced
    ? `\nrunning tasks keep the value that they started with; others start with\naws ecs update-service --cluster ${cluster} --service SERVICE --force-new-deployment`
    : "";
  return table([["VARIABLE", "VALUE", "SECRET"], ...lines]) + hint;
}
