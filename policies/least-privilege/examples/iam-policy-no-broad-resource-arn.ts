import { rolePolicy } from "../../iam/example";

export const bad = [rolePolicy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::*" })];

export const good = [
  rolePolicy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-assets/orders/*" }),
];
