import type { GrantArgs } from "@pulumi/aws/kms";

import { resource } from "../../example";

const grant = {
  keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
  granteePrincipal: "arn:aws:iam::123456789012:role/orders",
  operations: ["Decrypt"],
};

export const bad = [resource<GrantArgs>("aws:kms/grant:Grant", "orders", grant)];

export const good = [
  resource<GrantArgs>("aws:kms/grant:Grant", "orders", {
    ...grant,
    constraints: [{ encryptionContextEquals: { service: "orders" } }],
  }),
];
