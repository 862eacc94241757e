import { role } from "../../iam/example";

export const bad = [
  role({
    Principal: {
      Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
    },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:shop/*" } },
  }),
];

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
