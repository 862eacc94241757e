import type { SecretPolicyArgs } from "@pulumi/aws/secretsmanager";

import { resource } from "../../example";

const type = "aws:secretsmanager/secretPolicy:SecretPolicy";
const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:/shop/stripe-Ab12Cd";

export const bad = [resource<SecretPolicyArgs>(type, "stripe", { secretArn })];

export const good = [
  resource<SecretPolicyArgs>(type, "stripe", { secretArn, blockPublicPolicy: true }),
];
