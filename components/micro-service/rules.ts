import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { toConditions } from "../load-balancer/rule-conditions";
import { Auth, Rewrite } from "../plan/route-actions";
import { describeRoute, PlannedRoute } from "../plan/routes";

type Action = aws.types.input.lb.ListenerRuleAction;
type Transform = aws.types.input.lb.ListenerRuleTransform;

/** What {@link createRules} needs. */
export interface RulesArgs {
  listenerArn: pulumi.Input<string>;
  routes: readonly PlannedRoute[];
  /** The action that leads to the service. */
  forward: Action;
}

/** The listener rules that lead to a service, each named by what it is for. */
export function createRules(
  name: string,
  { listenerArn, routes, forward }: RulesArgs,
  opts: pulumi.CustomResourceOptions,
): aws.lb.ListenerRule[] {
  return routes.map(
    route =>
      new aws.lb.ListenerRule(
        `${name}-${describeRoute(route, "|")}`,
        {
          listenerArn,
          priority: route.priority,
          conditions: toConditions(route),
          actions: [...toChecks(route.auth), forward],
          transforms: toTransforms(route.rewrite),
        },
        opts,
      ),
  );
}

/** What a request must pass before it is forwarded. */
function toChecks(auth: Auth | undefined): Action[] {
  if (auth === undefined) {
    return [];
  }
  const { issuer, jwksEndpoint, claims } = auth.jwt;
  return [
    {
      type: "jwt-validation",
      jwtValidation: {
        issuer,
        jwksEndpoint,
        additionalClaims: claims?.map(({ name, format = "single-string", values }) => ({
          name,
          format,
          values: [...values],
        })),
      },
    },
  ];
}

function toTransforms(rewrite: Rewrite | undefined): Transform[] | undefined {
  if (rewrite === undefined) {
    return undefined;
  }
  const { path, host } = rewrite;
  return [
    ...(host === undefined
      ? []
      : [{ type: "host-header-rewrite", hostHeaderRewriteConfig: { rewrite: toRewrite(host) } }]),
    ...(path === undefined
      ? []
      : [{ type: "url-rewrite", urlRewriteConfig: { rewrite: toRewrite(path) } }]),
  ];
}

function toRewrite([regex, replace]: readonly [string, string]) {
  return { regex, replace };
}
