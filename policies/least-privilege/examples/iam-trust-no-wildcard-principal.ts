import { role } from "../../iam/example";

export const bad = [role({ Principal: "*", Action: "sts:AssumeRole" })];

export const good = [
  role({ Principal: { AWS: "arn:aws:iam::123456789012:role/deploy" }, Action: "sts:AssumeRole" }),
];
