import type { DomainNameArgs } from "@pulumi/aws/apigateway";

import { resource } from "../../example";

export const bad = [
  resource<DomainNameArgs>("aws:apigateway/domainName:DomainName", "api", {
    domainName: "api.example.com",
    securityPolicy: "TLS_1_0",
  }),
];

export const good = [
  resource<DomainNameArgs>("aws:apigateway/domainName:DomainName", "api", {
    domainName: "api.example.com",
    securityPolicy: "TLS_1_2",
  }),
];
