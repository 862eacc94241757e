import * as aws from "@pulumi/aws";

import { deploySystem, systems } from "./services";
import { readSettings } from "./settings";

/** Deploys the system that the stack's settings name; what it returns are the stack's outputs. */
export = async () => {
  const settings = readSettings(systems);
  // Known before the first resource, so that every ARN in an IAM document is plain text at preview.
  const { accountId } = await aws.getCallerIdentity();
  return deploySystem(settings, accountId);
};
