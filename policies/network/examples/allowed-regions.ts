import type { TopicArgs } from "@pulumi/aws/sns";

import { resource } from "../../example";

const topic = (region: string) =>
  resource<TopicArgs>("aws:sns/topic:Topic", "orders", {}, { provider: { region } });

export const config = { regions: ["eu-west-1"] };

export const bad = [topic("us-west-2")];

export const good = [topic("eu-west-1")];
