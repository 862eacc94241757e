import { readdirSync, readFileSync } from "fs";
import { join } from "path";
import { parse } from "yaml";

const WORKFLOWS = ".github/workflows";
const ACTIONS = ".github/actions";

/** One YAML file of GitHub's. */
export interface File {
  path: string;
  text: string;
  content: Record<string, any>;
}

/** A job of a workflow, or the steps of an action of ours. */
export interface Job {
  /** File and name, for messages. */
  where: string;
  job: Record<string, any>;
}

const load = (path: string): File => {
  const text = readFileSync(path, "utf8");
  return { path, text, content: parse(text) };
};

export const workflows = readdirSync(WORKFLOWS).map(file => load(join(WORKFLOWS, file)));
export const actions = readdirSync(ACTIONS).map(name => load(join(ACTIONS, name, "action.yml")));

/** What the workflow of a name says. */
export const contentOf = (name: string): Record<string, any> =>
  workflows.find(({ path }) => path.endsWith(`/${name}.yml`))!.content;

/** Every job of every workflow. */
export const jobs: Job[] = workflows.flatMap(({ path, content }) =>
  Object.entries<Record<string, any>>(content.jobs).map(([name, job]) => ({
    where: `${path}: ${name}`,
    job,
  })),
);

/** Every step of every workflow and action. */
export const steps: { where: string; step: Record<string, any> }[] = [
  ...jobs.map(({ where, job }) => ({ where, steps: job.steps ?? [] })),
  ...actions.map(({ path, content }) => ({ where: path, steps: content.runs.steps })),
].flatMap(({ where, steps }) => steps.map((step: Record<string, any>) => ({ where, step })));

/** Every shell step, with its text. */
export const shellSteps = steps
  .filter(({ step }) => step.run !== undefined)
  .map(({ where, step }) => ({ where, run: step.run as string, step }));

/** Every shell script of the workflows. */
export const shellScripts = readdirSync(".github/scripts")
  .filter(file => file.endsWith(".sh"))
  .map(file => `.github/scripts/${file}`);

/** What `npm run` knows. */
export const commands = Object.keys(
  (JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object }).scripts,
);
