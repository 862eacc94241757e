import { role } from "../../iam/example";

export const bad = [
  role({ Principal: { AWS: "arn:aws:iam::210987654321:root" }, Action: "sts:AssumeRole" }),
];

export const good = [
  role({
    Principal: { AWS: "arn:aws:iam::210987654321:root" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": "shop-4711" } },
  }),
];
