import { Command, InvalidArgumentError } from "commander";

import { Context, runCommand } from "../command";
import { UsageError } from "../errors";
import { ask } from "../smoke/ask";
import { checksOf } from "../smoke/checks";
import { Outcome, runChecks } from "../smoke/run-checks";
import type { Stack } from "../stack";

interface Options {
  url?: string;
  timeout: number;
}

/** `npm run smoke`. */
runCommand({
  usage: "smoke",
  description:
    "Asks every route of the stack through its load balancer whether a service answers, then makes the calls that the\nsystem names. What fails is tried again for a while, since a new deployment warms up. Exit code 1 when a check fails.",
  configure: (command: Command) =>
    command
      .option("--url <url>", "ask here (default: the stack's own URL)")
      .option("--timeout <seconds>", "try again for so long, 0 to 3600", secondsOf, 60),
  work: smoke,
});

/** Runs the checks; false when one fails. */
async function smoke(
  { stack, signal, say, result }: Context,
  { url, timeout }: Options,
): Promise<boolean> {
  const base = urlOf(stack, url);
  const checks = checksOf(stack);
  if (checks.length === 0) {
    throw new UsageError("the stack has no route and names no call: there is nothing to ask");
  }
  const outcomes = await runChecks(checks, {
    ask: check => ask(base, check.request, signal),
    timeoutSeconds: timeout,
    say,
    signal,
  });
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  const summary = `${base.href}: ${outcomes.length - failed} passed, ${failed} failed`;
  result(
    { url: base.href, passed: outcomes.length - failed, failed, checks: outcomes },
    [...outcomes.map(describe), summary].join("\n"),
  );
  return failed === 0;
}

function urlOf(stack: Stack, given?: string): URL {
  const text = given ?? stack.url;
  if (!URL.canParse(text) || !["http:", "https:"].includes(new URL(text).protocol)) {
    const where = given === undefined ? "the stack's URL" : "--url";
    throw new UsageError(`${where} is "${text}"; use one with http:// or https://`);
  }
  return new URL(text);
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds > 3600) {
    throw new InvalidArgumentError("Use whole seconds from 0 to 3600.");
  }
  return seconds;
}

function describe({ name, status, failure }: Outcome): string {
  return failure === undefined
    ? `ok      ${name}${name.endsWith(`→ ${status}`) ? "" : ` → ${status}`}`
    : `FAILED  ${name}: ${failure}`;
}
