import type { Policies } from "@pulumi/policy";
import { join } from "path";

import { policyConfig } from "../../policies/config";
import { enrol } from "../../policies/enrol";
import { allRules } from "../../policies/packs";
import { compile } from "../engine/pack-compiler";
import { compilePack } from "../engine/packs";
import { ROOT } from "../paths";
import { Analyzer, StateResource } from "./analyzer";
import { median } from "./medians";

const RUNS = 5;
/** Resources of the big stack. */
const MANY = 2000;

/** Milliseconds of the parts of one run. */
interface Run {
  start: number;
  resources: number;
  stack: number;
}

/**
 * Times the packs in their process, spoken to as the engine does, on a stack of 2,000 resources: all rules
 * against a pack that has none, which is what the protocol itself takes.
 *
 * @param state resources of a system, which are repeated until they are enough
 */
export async function benchPolicies(state: readonly StateResource[]): Promise<void> {
  const resources = repeated(state);
  const entry = join(ROOT, "local/bench/no-rules.ts");
  const none = await compile({ name: "no-rules", version: "0.0.0", entry, project: ROOT });
  const all = await compilePack(join(ROOT, "policies", "all"), ROOT);
  const without: Run[] = [];
  const withAll: Run[] = [];
  for (let run = 0; run < RUNS; run++) {
    without.push(await judge(none, [], resources));
    withAll.push(await judge(all, allRules, resources));
  }
  console.log(
    `policy packs, ${allRules.length} rules, ${MANY} resources, median of ${RUNS}; without any rule in brackets`,
  );
  const line = (what: string, part: keyof Run, unit: number, name: string) => {
    const [rules, bare] = [withAll, without].map(runs => median(runs.map(run => run[part])) / unit);
    console.log(`  ${what.padEnd(28)} ${rules.toFixed(2)} ${name} (${bare.toFixed(2)})`);
    return rules - bare;
  };
  line("start of the process", "start", 1000, "s");
  const each = line("judging each resource", "resources", MANY, "ms a resource");
  const together = line("judging the stack", "stack", MANY, "ms a resource");
  console.log(`  ${"added by the rules".padEnd(28)} ${(each + together).toFixed(2)} ms a resource`);
}

async function judge(
  pack: string,
  rules: Policies,
  resources: readonly StateResource[],
): Promise<Run> {
  const times: number[] = [];
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const begin = process.hrtime.bigint();
    const result = await work();
    times.push(Number(process.hrtime.bigint() - begin) / 1e6);
    return result;
  };
  const analyzer = await timed(() => Analyzer.start(pack));
  try {
    await analyzer.configure(enrol(rules), policyConfig("prod"));
    await timed(async () => {
      for (const resource of resources) {
        await analyzer.analyze(resource);
      }
    });
    await timed(() => analyzer.analyzeStack(resources));
  } finally {
    await analyzer.stop();
  }
  const [start, each, stack] = times;
  return { start, resources: each, stack };
}

/** The stack's resources again and again, each time under other URNs. */
function repeated(state: readonly StateResource[]): StateResource[] {
  return Array.from({ length: MANY }, (_, index) => {
    const { dependencies, propertyDependencies, parent, ...resource } = state[index % state.length];
    const round = Math.floor(index / state.length);
    const renamed = (urn: string) => `${urn}-${round}`;
    return {
      ...resource,
      urn: renamed(resource.urn),
      parent: parent && renamed(parent),
      dependencies: dependencies?.map(renamed),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies ?? {}).map(([key, urns]) => [key, urns.map(renamed)]),
      ),
    };
  });
}
