import type { LoadBalancerArgs } from "@pulumi/aws/lb";
import type { WebAclArgs, WebAclAssociationArgs } from "@pulumi/aws/wafv2";
import { expect } from "chai";

import { albDesyncMitigationMode } from "../../../policies/network/alb-desync-mitigation-mode";
import { albDropInvalidHeaderFields } from "../../../policies/network/alb-drop-invalid-header-fields";
import { albInternalUnlessPublic } from "../../../policies/network/alb-internal-unless-public";
import { albWafEnabled } from "../../../policies/network/alb-waf-enabled";
import { wafManagedRules } from "../../../policies/network/waf-managed-rules";
import { unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, Props, ruleCases } from "../support/rule-cases";
import { describeStackRule, member } from "../support/stack-cases";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const OLD_BALANCER = "aws:alb/loadBalancer:LoadBalancer";

const balancer = (name: string, props: Props<LoadBalancerArgs> = {}, type = BALANCER) =>
  member<LoadBalancerArgs>(type, name, props);
const faces = (name: string, count: number) =>
  `${name}: It faces the internet, as ${count} load balancers do that are not named public: set internal to true, or name it.`;
describeStackRule(albInternalUnlessPublic, [
  [
    "reports two that face the internet, one unsaid",
    [balancer("shop", { internal: false }), balancer("admin")],
    [faces("shop", 2), faces("admin", 2)],
  ],
  [
    "reports one of the older type",
    [balancer("shop"), balancer("admin", {}, OLD_BALANCER)],
    [faces("shop", 2), faces("admin", 2)],
  ],
  [
    "reports one that is not known yet",
    [balancer("shop"), balancer("admin", { internal: unknownValue })],
    [faces("shop", 2), faces("admin", 2)],
  ],
  ["accepts one way in", [balancer("shop"), balancer("admin", { internal: true })], []],
  [
    "accepts those named in the configuration, and one more",
    [balancer("shop"), balancer("admin"), balancer("api")],
    [],
    { public: ["shop", "admin"] },
  ],
  [
    "reports the only one when none is taken for granted",
    [balancer("shop"), balancer("api")],
    [faces("api", 1)],
    { public: ["shop"], count: 0 },
  ],
  [
    "accepts a gateway load balancer",
    [balancer("shop"), balancer("inspect", { loadBalancerType: "gateway" })],
    [],
  ],
  ["says nothing of a stack without any", [], []],
]);

const shop = balancer("shop");
const association = (to = shop, props: Props<WebAclAssociationArgs> = {}) =>
  member<WebAclAssociationArgs>(
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "association",
    props,
    { from: { resourceArn: to } },
  );
const bare = (name: string) =>
  `${name}: No web ACL is before the load balancer: add a WebAclAssociation with its ARN.`;
describeStackRule(albWafEnabled, [
  ["reports a load balancer without one", [shop], [bare("shop")]],
  ["reports the older type", [balancer("shop", {}, OLD_BALANCER)], [bare("shop")]],
  [
    "reports one beside another's",
    [shop, balancer("admin"), association(balancer("admin"))],
    [bare("shop")],
  ],
  ["accepts an association", [shop, association()], []],
  [
    "accepts it before ARNs are known",
    [shop, association(shop, { resourceArn: unknownValue })],
    [],
  ],
  [
    "accepts it by the ARN",
    [
      { ...shop, props: { arn: "arn:aws:elasticloadbalancing:a" } },
      member<WebAclAssociationArgs>(
        "aws:wafv2/webAclAssociation:WebAclAssociation",
        "association",
        {
          resourceArn: "arn:aws:elasticloadbalancing:a",
        },
      ),
    ],
    [],
  ],
  [
    "reports one beside an ARN from elsewhere",
    [
      { ...shop, props: { name: "shop", arn: "arn:aws:elasticloadbalancing:a" } },
      member<WebAclAssociationArgs>(
        "aws:wafv2/webAclAssociation:WebAclAssociation",
        "association",
        { resourceArn: "arn:aws:elasticloadbalancing:b" },
      ),
    ],
    [bare("shop")],
  ],
  ["accepts an internal one", [balancer("shop", { internal: true })], []],
  ["accepts a network load balancer", [balancer("shop", { loadBalancerType: "network" })], []],
]);

const kept = "Headers with invalid names are handed on: set dropInvalidHeaderFields to true.";
describe(albDropInvalidHeaderFields.name, () => {
  ruleCases<LoadBalancerArgs>(albDropInvalidHeaderFields, BALANCER, [
    ["reports that they are kept", { dropInvalidHeaderFields: false }, [kept]],
    ["reports it when nothing is said, which means kept", {}, [kept]],
    ["reports an application load balancer", { loadBalancerType: "application" }, [kept]],
    ["accepts that they are dropped", { dropInvalidHeaderFields: true }, []],
    ["says nothing about a network load balancer", { loadBalancerType: "network" }, []],
    [
      "waits for what is not known yet",
      { dropInvalidHeaderFields: unknownValue },
      ["string value at .dropInvalidHeaderFields can't be known during preview"],
    ],
  ]);
  ruleCases<LoadBalancerArgs>(albDropInvalidHeaderFields, OLD_BALANCER, [
    ["reports the older type", {}, [kept]],
  ]);

  it("mends it", async () => {
    const mend = (props: Props<LoadBalancerArgs>) =>
      mended(albDropInvalidHeaderFields, { type: BALANCER, props });
    expect(await mend({})).to.deep.equal({ dropInvalidHeaderFields: true });
    expect(await mend({ dropInvalidHeaderFields: true })).to.equal(undefined);
    expect(await mend({ loadBalancerType: "network" })).to.equal(undefined);
  });
});

const watched = "Ambiguous requests are let through: set desyncMitigationMode to defensive.";
describe(albDesyncMitigationMode.name, () => {
  ruleCases<LoadBalancerArgs>(albDesyncMitigationMode, BALANCER, [
    ["reports a mode that only watches", { desyncMitigationMode: "monitor" }, [watched]],
    ["accepts defensive", { desyncMitigationMode: "defensive" }, []],
    ["accepts strictest", { desyncMitigationMode: "strictest" }, []],
    ["accepts it when nothing is said, which means defensive", {}, []],
    [
      "says nothing about a network load balancer",
      { loadBalancerType: "network", desyncMitigationMode: "monitor" },
      [],
    ],
    [
      "waits for what is not known yet",
      { desyncMitigationMode: unknownValue },
      ["string value at .desyncMitigationMode can't be known during preview"],
    ],
  ]);
  ruleCases<LoadBalancerArgs>(albDesyncMitigationMode, OLD_BALANCER, [
    ["reports the older type", { desyncMitigationMode: "monitor" }, [watched]],
  ]);

  it("mends it", async () => {
    const mend = (desyncMitigationMode: string) =>
      mended(albDesyncMitigationMode, { type: BALANCER, props: { desyncMitigationMode } });
    expect(await mend("monitor")).to.deep.equal({ desyncMitigationMode: "defensive" });
    expect(await mend("strictest")).to.equal(undefined);
  });
});

const COMMON = "AWSManagedRulesCommonRuleSet";
const BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet";
const visibilityConfig = {
  metricName: "shop",
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
};
const managed = (name: string, overrideAction: object = { none: {} }, vendorName = "AWS") => ({
  name,
  priority: 0,
  overrideAction,
  visibilityConfig,
  statement: { managedRuleGroupStatement: { name, vendorName } },
});
const rate = {
  name: "rate",
  priority: 9,
  action: { block: {} },
  visibilityConfig,
  statement: { rateBasedStatement: { limit: 300, aggregateKeyType: "IP" } },
};
const lacks = (name: string) => `[Group::${name}] The web ACL lacks ${name}: add a rule with it.`;
const counts = `[Group::${COMMON}] ${COMMON} counts and blocks nothing: set overrideAction to none.`;
describeRule<WebAclArgs>(wafManagedRules, "aws:wafv2/webAcl:WebAcl", [
  ["reports an empty ACL", { rules: [] }, [lacks(COMMON), lacks(BAD_INPUTS)]],
  ["reports one without rules", {}, [lacks(COMMON), lacks(BAD_INPUTS)]],
  ["reports the missing group", { rules: [managed(COMMON), rate] }, [lacks(BAD_INPUTS)]],
  [
    "reports a group that counts",
    { rules: [managed(COMMON, { count: {} }), managed(BAD_INPUTS)] },
    [counts],
  ],
  [
    "reports a group of another vendor by that name",
    { rules: [managed(COMMON, { none: {} }, "Other"), managed(BAD_INPUTS)] },
    [lacks(COMMON)],
  ],
  ["accepts both groups", { rules: [managed(COMMON), managed(BAD_INPUTS)] }, []],
  [
    "accepts a group that counts beside itself",
    { rules: [managed(COMMON, { count: {} }), managed(COMMON), managed(BAD_INPUTS)] },
    [],
  ],
  [
    "wants a rate when so configured",
    { rules: [managed(COMMON), managed(BAD_INPUTS)] },
    ["[Rate] No rule limits the rate of requests: add a rateBasedStatement."],
    { config: { rateBased: true } },
  ],
  [
    "accepts one when so configured",
    { rules: [managed(COMMON), managed(BAD_INPUTS), rate] },
    [],
    { config: { rateBased: true } },
  ],
  ["does not look into JSON", { ruleJson: "[]" }, []],
  [
    "waits for what is not known yet",
    { rules: unknownValue },
    ["string value at .rules can't be known during preview"],
  ],
]);
