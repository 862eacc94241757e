import type { RegistryScanningConfigurationArgs } from "@pulumi/aws/ecr";

import { resource } from "../../example";

export const bad = [
  resource<RegistryScanningConfigurationArgs>(
    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    "scanning",
    { scanType: "BASIC" },
  ),
];

export const good = [
  resource<RegistryScanningConfigurationArgs>(
    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    "scanning",
    {
      scanType: "ENHANCED",
      rules: [
        {
          scanFrequency: "CONTINUOUS_SCAN",
          repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }],
        },
      ],
    },
  ),
];
