import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({ Action: "s3:Put*", Resource: "arn:aws:s3:::shop-assets/orders/*" }),
];

export const good = [
  rolePolicy({ Action: "s3:PutObject", Resource: "arn:aws:s3:::shop-assets/orders/*" }),
];
