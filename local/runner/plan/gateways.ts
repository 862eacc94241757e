import type { z } from "zod";
import { RunError } from "../errors";
import type { Action, GatewayPlan, RateRule, Rule, TargetGroupPlan } from "../gateway/types";
import type { PlannedPort } from "../listening";
import { rateRulesReader } from "./firewalls";
import { toAction, toConditions, toRewrite } from "./gateway-rules";
import { addedHeaders } from "./response-headers";
import { listener, listenerRule, loadBalancer, targetGroup } from "./resources";
import type { Deployed, State } from "./state";

/** A load balancer and the listener of it that is served here. */
export interface Front {
  /** The load balancer's name in the program. */
  name: string;
  idleTimeoutSeconds: number;
  responseHeaders: [string, string][];
  rateRules: RateRule[];
  listener: Deployed<z.infer<typeof listener>>;
  rules: Rule[];
  defaultAction: Action;
}

/** The target groups of a stack. */
export function readTargetGroups(state: State): Deployed<z.infer<typeof targetGroup>>[] {
  return state.all("aws:lb/targetGroup:TargetGroup", targetGroup);
}

/**
 * Finds, for each load balancer, the listener that forwards (HTTPS before HTTP) and its rules in
 * priority order. What is left out is said through `note`.
 *
 * @throws RunError naming the rule or listener that cannot be served here.
 */
export function readFronts(state: State, note: (line: string) => void): Front[] {
  const listeners = state.all("aws:lb/listener:Listener", listener);
  const rules = state.all("aws:lb/listenerRule:ListenerRule", listenerRule);
  const limits = rateRulesReader(state, note);
  return state.all("aws:lb/loadBalancer:LoadBalancer", loadBalancer).flatMap(balancer => {
    const candidates = listeners
      .filter(({ props }) => props.loadBalancerArn === balancer.props.arn)
      .map(found => ({ found, ...readListener(found, rules, note) }))
      .sort((a, b) => rank(b.found.props.protocol) - rank(a.found.props.protocol));
    const chosen =
      candidates.find(forwards) ?? candidates.find(({ redirectOnly }) => !redirectOnly);
    for (const { found, redirectOnly } of candidates.filter(other => other !== chosen)) {
      const why = redirectOnly ? "it only redirects" : "one listener is served";
      note(`${describe(found)} of ${balancer.name} is not served here: ${why}`);
    }
    if (!chosen) {
      note(`load balancer ${balancer.name} is not served here: no listener of it answers requests`);
      return [];
    }
    if (chosen.found.props.protocol === "HTTPS") {
      note(`${describe(chosen.found)} of ${balancer.name} is served as plain HTTP here`);
    }
    return [
      {
        name: balancer.name,
        idleTimeoutSeconds: balancer.props.idleTimeout ?? 60,
        responseHeaders: addedHeaders(chosen.found.props),
        rateRules: limits(balancer.props.arn),
        listener: chosen.found,
        rules: chosen.rules,
        defaultAction: chosen.defaultAction,
      },
    ];
  });
}

/** Joins a front with its port and the targets of the groups that it forwards to. */
export function planGateway(
  front: Front,
  { port, variable }: PlannedPort,
  groups: TargetGroupPlan[],
): GatewayPlan {
  const { name, idleTimeoutSeconds, responseHeaders, rateRules, rules, defaultAction } = front;
  const listenerRule = { label: front.listener.label, action: defaultAction };
  const targetGroups = new Map<string, TargetGroupPlan>();
  for (const { label, action } of [...rules, listenerRule]) {
    for (const { arn } of action.type === "forward" ? action.targetGroups : []) {
      const group = groups.find(candidate => candidate.arn === arn);
      if (!group) {
        throw new RunError(`${label}: forwards to ${arn}, which is not deployed`);
      }
      targetGroups.set(arn, group);
    }
  }
  return {
    name,
    port,
    variable,
    idleTimeoutSeconds,
    responseHeaders,
    rateRules,
    rules,
    defaultAction,
    targetGroups: [...targetGroups.values()],
  };
}

interface ReadListener {
  rules: Rule[];
  defaultAction: Action;
  redirectOnly: boolean;
}

function readListener(
  found: Deployed<z.infer<typeof listener>>,
  allRules: Deployed<z.infer<typeof listenerRule>>[],
  note: (line: string) => void,
): ReadListener {
  const rules = allRules
    .filter(({ props }) => props.listenerArn === found.props.arn)
    .map(rule => toRule(rule, note))
    .sort((a, b) => a.priority - b.priority);
  const defaultAction = toAction(found.props.defaultActions, found.label, note);
  const actions = [defaultAction, ...rules.map(rule => rule.action)];
  return { rules, defaultAction, redirectOnly: actions.every(({ type }) => type === "redirect") };
}

function toRule(
  { label, props }: Deployed<z.infer<typeof listenerRule>>,
  note: (line: string) => void,
): Rule {
  return {
    label,
    priority: props.priority,
    conditions: toConditions(props.conditions, label),
    action: toAction(props.actions, label, note),
    rewrite: toRewrite(props.transforms ?? [], label),
  };
}

function forwards({ rules, defaultAction }: ReadListener): boolean {
  return [defaultAction, ...rules.map(rule => rule.action)].some(({ type }) => type === "forward");
}

function rank(protocol: string | null | undefined): number {
  return protocol === "HTTPS" ? 1 : 0;
}

function describe({ props }: Deployed<z.infer<typeof listener>>): string {
  return `listener ${props.protocol ?? "HTTP"}:${props.port ?? 80}`;
}
