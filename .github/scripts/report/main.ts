/**
 * Prints a plan as Markdown, for a comment, an issue or a job's summary:
 *
 *     npx ts-node --transpile-only .github/scripts/report/main.ts --title TITLE --events LOG
 *     npx ts-node --transpile-only .github/scripts/report/main.ts --title TITLE --head PLAN.json [--base PLAN.json]
 *
 * LOG is of `pulumi preview --event-log`; PLAN.json is of `npm run rehearse -- --json`, with the change and
 * without it. Without --base all is new. Exit codes: 0 nothing changes, 2 called wrongly, 3 the plan was not
 * finished, 4 something changes, 5 a mandatory rule is broken.
 */
import { readFileSync } from "fs";
import { parseArgs } from "util";

import { PlanDocument, planFromDocuments } from "./from-documents";
import { planFromEvents } from "./from-events";
import { toMarkdown } from "./markdown";
import { Plan } from "./plan";

const EXIT = { same: 0, usage: 2, unfinished: 3, changes: 4, broken: 5 };

try {
  const { values } = parseArgs({
    options: {
      title: { type: "string" },
      events: { type: "string" },
      base: { type: "string" },
      head: { type: "string" },
    },
  });
  if (values.title === undefined || (values.events === undefined) === (values.head === undefined)) {
    throw new Error(
      "got neither or both of --events and --head, or no --title; see the first lines",
    );
  }
  const plan = planOf(values);
  process.stdout.write(toMarkdown(values.title, plan));
  process.exitCode = exitCodeOf(plan);
} catch (error) {
  process.stderr.write(`report: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT.usage;
}

function planOf({ events, base, head = "" }: Readonly<Record<string, string | undefined>>): Plan {
  return events === undefined
    ? planFromDocuments(base === undefined ? undefined : read(base), read(head))
    : planFromEvents(readFileSync(events, "utf8"));
}

function read(file: string): PlanDocument {
  return JSON.parse(readFileSync(file, "utf8")) as PlanDocument;
}

function exitCodeOf({ errors, changes, violations }: Plan): number {
  if (errors.length > 0) {
    return EXIT.unfinished;
  }
  if (violations.some(({ level }) => level === "mandatory")) {
    return EXIT.broken;
  }
  return changes.length > 0 ? EXIT.changes : EXIT.same;
}
