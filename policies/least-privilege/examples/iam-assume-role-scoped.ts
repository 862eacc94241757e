import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({ Action: "sts:AssumeRole", Resource: "arn:aws:iam::123456789012:role/*" }),
];

export const good = [
  rolePolicy({
    Action: "sts:AssumeRole",
    Resource: "arn:aws:iam::123456789012:role/invoices-reader",
  }),
];
