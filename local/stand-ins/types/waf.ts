import { mentions } from "../checks/references";
import { among, exactlyOne, length, matches, oneOf } from "../checks/rules";
import { capacityOf, webAclRulesFit } from "../checks/web-acl";
import { allAt, asList, asText } from "../values";
import { TypeEntry } from "./type-entry";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";

/** Where a metric's name stands, besides in each rule. */
const METRIC = /^[\w#:./-]{1,128}$/;

const noSuch = "WAFNonexistentItemException: AWS WAF couldn't perform the operation because your";

/** Web ACLs of AWS WAF. */
export const waf: Readonly<Record<string, TypeEntry>> = {
  [WEB_ACL]: {
    name: { property: "name", max: 128 },
    replaces: ["name", "namePrefix", "scope"],
    sets: ["customResponseBodies", "rules", "tokenDomains"],
    outputs: cloud => {
      const id = cloud.uuid();
      const name = cloud.physicalName;
      const where = cloud.inputs.scope === "CLOUDFRONT" ? "global" : "regional";
      return {
        id,
        name,
        arn: cloud.arn("wafv2", `${where}/webacl/${name}/${id}`),
        capacity: capacityOf(cloud.inputs.rules),
        lockToken: cloud.uuid("lock"),
      };
    },
    changing: ["lockToken"],
    checks: [
      matches("name", /^[\w-]{1,128}$/, "1 to 128 letters, digits, _ and -"),
      oneOf("scope", ["REGIONAL", "CLOUDFRONT"]),
      length("description", 1, 256),
      matches(
        "description",
        /^[\w+=:#@/\-,.][\w+=:#@/\-,.\s]+[\w+=:#@/\-,.]$/,
        "letters, digits, blanks and +=:#@/-,._",
      ),
      exactlyOne("defaultAction.allow", "defaultAction.block"),
      among(["visibilityConfig", "rules"], inputs => {
        const names = [
          ...allAt(inputs, "visibilityConfig.metricName"),
          ...allAt(inputs, "rules.visibilityConfig.metricName"),
        ].map(asText);
        const wrong = names.find(name => !METRIC.test(name));
        return wrong === undefined
          ? undefined
          : `"${wrong}" is not a metric name; use 1 to 128 letters, digits and _#:./-`;
      }),
      webAclRulesFit,
    ],
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    replaces: ["resourceArn", "webAclArn"],
    outputs: cloud => ({ id: `${cloud.text("webAclArn")},${cloud.text("resourceArn")}` }),
    checks: [
      matches(
        "resourceArn",
        /^arn:[^:]+:(elasticloadbalancing:[^:]+:\d+:loadbalancer\/app\/|apigateway:|cognito-idp:|appsync:|apprunner:|amplify:|ec2:|bedrock)/,
        "the ARN of an application load balancer or another resource that AWS WAF protects",
      ),
    ],
    world: [mentions({ path: "webAclArn", type: WEB_ACL, complaint: `${noSuch} web ACL` })],
    unique: inputs => asText(inputs.resourceArn),
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    replaces: ["logDestinationConfigs", "resourceArn"],
    sets: ["logDestinationConfigs"],
    outputs: cloud => ({ id: cloud.text("resourceArn") }),
    checks: [
      among(["logDestinationConfigs"], ({ logDestinationConfigs }) => {
        const wrong = asList(logDestinationConfigs)
          .map(asText)
          .find(arn => !/[:/]aws-waf-logs-[^:]*(:\*)?$/.test(arn));
        return wrong === undefined
          ? undefined
          : `WAFInvalidParameterException: "${wrong}" does not name a destination that begins with aws-waf-logs-`;
      }),
      among(["redactedFields"], ({ redactedFields }) =>
        asList(redactedFields).length <= 100 ? undefined : "at most 100 fields are redacted",
      ),
    ],
    world: [
      mentions({ path: "resourceArn", type: WEB_ACL, complaint: `${noSuch} web ACL` }),
      mentions({
        path: "logDestinationConfigs",
        type: "aws:cloudwatch/logGroup:LogGroup",
        complaint: "WAFLogDestinationPermissionIssueException: there is no log group",
        except: /^arn:[^:]+:(s3|firehose):/,
      }),
    ],
    unique: inputs => asText(inputs.resourceArn),
  },
};
