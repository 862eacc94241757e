import type { LifecyclePolicyArgs, RepositoryArgs } from "@pulumi/aws/ecr";

import { resource } from "../../example";

const repository = resource<RepositoryArgs>("aws:ecr/repository:Repository", "orders", {
  name: "shop/orders",
});

export const bad = [repository];

export const good = [
  repository,
  resource<LifecyclePolicyArgs>(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "orders-images",
    {
      policy: {
        rules: [
          {
            rulePriority: 1,
            description: "Keep the last 100 images",
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 100 },
            action: { type: "expire" },
          },
        ],
      },
    },
    { from: { repository: "orders.name" } },
  ),
];
