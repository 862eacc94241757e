import type { TopicArgs } from "@pulumi/aws/sns";

import { resource } from "../../example";

export const bad = [resource<TopicArgs>("aws:sns/topic:Topic", "alarms", { name: "shop-alarms" })];

export const good = [
  resource<TopicArgs>("aws:sns/topic:Topic", "alarms", {
    name: "shop-alarms",
    kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
