import * as aws from "@pulumi/aws";

import { PlannedCondition } from "../plan/route-conditions";
import { PlannedRoute } from "../plan/routes";

type Condition = aws.types.input.lb.ListenerRuleCondition;

/** A route's conditions as a listener rule has them. */
export function toConditions({ paths, host, conditions }: PlannedRoute): Condition[] {
  return [
    { pathPattern: { values: [...paths] } },
    ...(host === undefined ? [] : [{ hostHeader: { values: [host] } }]),
    ...conditions.map(toCondition),
  ];
}

function toCondition({ part, key, values }: PlannedCondition): Condition {
  switch (part) {
    case "header":
      return { httpHeader: { httpHeaderName: key, values: [...values] } };
    case "method":
      return { httpRequestMethod: { values: [...values] } };
    case "query":
      return { queryStrings: values.map(value => ({ key, value })) };
  }
}
