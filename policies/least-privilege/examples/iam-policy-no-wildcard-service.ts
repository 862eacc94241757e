import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({ Action: "*:Get*", Resource: "arn:aws:s3:::shop-assets/orders/*" }),
];

export const good = [
  rolePolicy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-assets/orders/*" }),
];
