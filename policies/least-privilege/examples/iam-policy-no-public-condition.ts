import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::shop-assets/orders/*",
    Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
  }),
];

export const good = [
  rolePolicy({
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::shop-assets/orders/*",
    Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  }),
];
