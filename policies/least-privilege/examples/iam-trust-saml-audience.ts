import { role } from "../../iam/example";

export const bad = [
  role({
    Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/sso" },
    Action: "sts:AssumeRoleWithSAML",
  }),
];

export const good = [
  role({
    Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/sso" },
    Action: "sts:AssumeRoleWithSAML",
    Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
  }),
];
