import type { UserArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";
import { role } from "../../iam/example";

export const bad = [resource<UserArgs>("aws:iam/user:User", "pipeline", { name: "pipeline" })];

export const good = [
  role({
    Principal: {
      Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
    },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": "repo:shop/orders:environment:prod",
      },
    },
  }),
];
