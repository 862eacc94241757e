import { mentions } from "../checks/references";
import { matches } from "../checks/rules";
import { hex, lowerCharacters } from "../outputs/identity";
import { Values, allAt, asText, at, canonicalJson } from "../values";
import { TypeEntry } from "./type-entry";

const NAMESPACE = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";

const LABEL = "[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?";

const DNS_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`);

const namespaceOf = (inputs: Values) =>
  asText(at(inputs, "dnsConfig.namespaceId") ?? inputs.namespaceId);

/** Cloud Map. */
export const serviceDiscovery: Readonly<Record<string, TypeEntry>> = {
  [NAMESPACE]: {
    name: { property: "name", max: 253 },
    replaces: ["name", "vpc"],
    outputs: cloud => {
      const id = `ns-${lowerCharacters(cloud.seed, 16)}`;
      return {
        id,
        name: cloud.physicalName,
        arn: cloud.arn("servicediscovery", `namespace/${id}`),
        hostedZone: `Z${hex(cloud.seed, 20).toUpperCase()}`,
      };
    },
    checks: [matches("name", DNS_NAME, "a DNS name, e.g. shop-dev.internal")],
    unique: inputs => `${asText(inputs.vpc)} ${asText(inputs.name)}`,
  },
  "aws:servicediscovery/service:Service": {
    name: { property: "name", max: 63 },
    replaces: [
      "dnsConfig.namespaceId",
      "dnsConfig.routingPolicy",
      "healthCheckConfig.type",
      "healthCheckCustomConfig",
      "name",
      "namespaceId",
      "type",
    ],
    replaceWhen: (olds, news) => {
      const [before, after] = [olds, news].map(inputs =>
        canonicalJson(allAt(inputs, "dnsConfig.dnsRecords.type")),
      );
      return before === after ? [] : ["dnsConfig"];
    },
    outputs: cloud => {
      const id = `srv-${lowerCharacters(cloud.seed, 16)}`;
      return {
        id,
        name: cloud.physicalName,
        arn: cloud.arn("servicediscovery", `service/${id}`),
        namespaceId: namespaceOf(cloud.inputs),
        type: cloud.inputs.dnsConfig === undefined ? "HTTP" : "DNS_HTTP",
        forceDestroy: false,
      };
    },
    checks: [
      matches("name", new RegExp(`^${LABEL}$`), "1 to 63 letters, digits, hyphens and underscores"),
    ],
    world: [
      mentions({
        path: "dnsConfig.namespaceId",
        type: NAMESPACE,
        complaint: "NamespaceNotFound: there is no namespace",
      }),
    ],
    unique: inputs => `${namespaceOf(inputs)} ${asText(inputs.name)}`,
  },
};
