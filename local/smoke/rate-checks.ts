import { applies } from "../runner/gateway/rate-limits";
import type { GatewayPlan, RateRule, Statement } from "../runner/gateway/types";
import type { Check } from "./checks";
import { exchange } from "./exchange";
import { plainSample, type Sample } from "./samples";

/** Requests at a time. */
const atOnce = 20;

/**
 * Whether the tightest limit of a firewall is kept, and kept to what it is for.
 *
 * @param samples Requests that are answered otherwise.
 */
export function rateChecks(gateway: GatewayPlan, samples: Sample[]): Check[] {
  const [rule] = [...gateway.rateRules].sort((a, b) => a.limit - b.limit);
  if (rule === undefined) {
    return [];
  }
  const path = inScope(rule);
  const other = samples.find(({ target }) => rule.scope && !applies(rule.scope, target));
  const { statusCode } = rule.answer;
  const checks: Check[] = [
    {
      name: `limit ${rule.name}: more than ${rule.limit} GET ${path} → ${statusCode}`,
      run: () => untilRefused(gateway.port, plainSample(path), rule),
    },
  ];
  return other === undefined
    ? checks
    : [
        ...checks,
        {
          name: `limit ${rule.name}: ${other.method} ${other.target} is answered all the same`,
          run: async () => {
            const { status } = await exchange(gateway.port, other);
            if (status === statusCode || status >= 500) {
              throw new Error(`got ${status}`);
            }
          },
        },
      ];
}

/** Asks until it is refused; twice the limit, since a window may end and another begin meanwhile. */
async function untilRefused(port: number, sample: Sample, rule: RateRule): Promise<void> {
  const most = 2 * rule.limit + atOnce;
  for (let sent = 0; sent < most; sent += atOnce) {
    const replies = await Promise.all(Array.from({ length: atOnce }, () => exchange(port, sample)));
    if (replies.some(({ status }) => status === rule.answer.statusCode)) {
      return;
    }
  }
  throw new Error(`${most} requests were let in`);
}

/** A path that counts for a limit. */
function inScope({ scope }: RateRule): string {
  const texts = scope ? textsOf(scope) : [];
  return texts.find(text => text.startsWith("/") && scope && applies(scope, text)) ?? "/";
}

function textsOf(statement: Statement): string[] {
  return statement.kind === "path" ? [statement.text] : statement.parts.flatMap(textsOf);
}
