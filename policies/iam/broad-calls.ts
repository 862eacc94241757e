import type { ResourceValidation } from "@pulumi/policy";

import { allows } from "./actions";
import { broadReach } from "./reach";
import { onIdentityStatements } from "./statements";

/**
 * Reports each of some calls, in lower case, that an identity policy allows on everything, or on all of
 * a type. A pattern that stands for several of them is one finding.
 */
export function onBroadCalls(
  calls: readonly string[],
  problem: (action: string, reach: string) => string,
): ResourceValidation {
  return onIdentityStatements(statement =>
    statement.actions.flatMap(action => {
      const reach = calls
        .filter(call => allows([action], call))
        .map(call => broadReach(statement, call))
        .find(found => found !== undefined);
      return reach === undefined
        ? []
        : [{ id: `Action::${action}`, problem: problem(action, reach) }];
    }),
  );
}
