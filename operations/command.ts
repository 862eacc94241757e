import { Command } from "commander";

import { explainAwsError } from "./aws-errors";
import { EXIT, OperationError } from "./errors";
import { takenByNpm } from "./npm-options";
import { readStack, Stack, StackSource } from "./stack";

/** What a command works with. */
export interface Context {
  stack: Stack;
  /** Aborted by the first Ctrl-C: stop waiting, tidy up. */
  signal: AbortSignal;
  /** Prints a line of progress: on the standard output, or with `--json` on the error output. */
  say: (line: string) => void;
  /** Prints the result: the text for people, or with `--json` the value. */
  result: (value: object, text: string) => void;
  /** Leaves Ctrl-C to a program that takes over the terminal. */
  handOver: () => void;
}

/** Options that every command takes. */
export interface CommonOptions extends StackSource {
  json?: boolean;
}

/** A command of npm: `npm run <usage>`. */
export interface CommandSpec<Args extends unknown[]> {
  /** Name and arguments, as `commander` reads them: `deploy <service> <version>`. */
  usage: string;
  /** What it does, what its exit codes mean beyond the usual. */
  description: string;

  /**
   * Adds its own options.
   *
   * @default - it has none
   */
  configure?: (command: Command) => Command;

  /**
   * What a Ctrl-C leaves, for the message: "the deployment goes on".
   *
   * @default - nothing: it only reads
   */
  leaves?: (stack: Stack) => string;

  /**
   * Does the work with the arguments and then the options; whether what was asked for is so, or the exit
   * code of a program that did it.
   */
  work: (context: Context, ...args: Args) => Promise<boolean | number>;
}

/**
 * Milliseconds in which a second Ctrl-C is the first one: npm passes on what the terminal has already sent
 * to each of its processes.
 */
const SAME_SIGNAL = 500;

const EXIT_CODES = `
Exit codes: 0 done, 1 tried and not so, 2 called wrongly, 3 AWS or Pulumi could not be asked, 130 interrupted.`;

/** Runs a command with what was given on the command line, and sets the exit code. */
export function runCommand<Args extends unknown[]>(spec: CommandSpec<Args>): void {
  // The libraries are pinned, so what later versions of them ask for is no news for who operates.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const [name, ...args] = spec.usage.split(" ");
  const command = new Command(`npm run ${name} --`)
    .description(spec.description)
    .option("--stack <name>", "Pulumi stack (default: the selected one)")
    .option("--outputs <file>", "read the stack's outputs from this file, not from Pulumi")
    .option("--json", "print one JSON document; progress goes to the error output")
    .addHelpText("after", EXIT_CODES)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.done : EXIT.usage));
  args.forEach(arg => command.argument(arg));
  spec.configure?.(command);
  const taken = takenByNpm(command, spec.usage, process.argv.slice(2), process.env);
  if (taken !== undefined) {
    console.error(`error: ${taken}`);
    process.exit(EXIT.usage);
  }
  command.action(async (...given: unknown[]) => {
    // Commander adds itself after the options.
    const values = given.slice(0, -1) as Args;
    const options = values[values.length - 1] as CommonOptions;
    process.exitCode = await codeOf(options, spec.leaves, context => spec.work(context, ...values));
  });
  void command.parseAsync();
}

/** Runs the work; a mistake of the user's is its message alone. */
async function codeOf(
  options: CommonOptions,
  leaves: ((stack: Stack) => string) | undefined,
  work: (context: Context) => Promise<boolean | number>,
): Promise<number> {
  const abort = new AbortController();
  let abortedAt = 0;
  let stack: Stack | undefined;
  const onSignal = () => {
    if (!abort.signal.aborted) {
      abortedAt = Date.now();
      abort.abort();
    } else if (Date.now() - abortedAt > SAME_SIGNAL) {
      process.exit(EXIT.interrupted);
    }
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  // A reader that goes away (`npm run logs -- orders | head`) ends it, too.
  process.stdout.on("error", () => abort.abort());
  try {
    stack = await readStack(options);
    const done = await work({
      stack,
      signal: abort.signal,
      say: line => (options.json ? console.error(line) : console.log(line)),
      result: (value, text) => console.log(options.json ? JSON.stringify(value, null, 2) : text),
      handOver: () => {
        process.off("SIGINT", onSignal).on("SIGINT", () => undefined);
      },
    });
    return typeof done === "number" ? done : done ? EXIT.done : EXIT.failed;
  } catch (error) {
    if (abort.signal.aborted) {
      const left = stack && leaves?.(stack);
      console.error(left === undefined ? "interrupted" : `interrupted; ${left}`);
      // What still waits for AWS would keep the process.
      process.exit(EXIT.interrupted);
    }
    const told = explainAwsError(error);
    console.error(told instanceof OperationError ? `error: ${told.message}` : told);
    return told instanceof OperationError ? told.exitCode : EXIT.failed;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}
