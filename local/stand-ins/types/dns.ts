import { matches, oneOf } from "../checks/rules";
import { hex } from "../outputs/identity";
import { asList, asText } from "../values";
import { TypeEntry } from "./type-entry";

/** Certificates and DNS records. */
export const dns: Readonly<Record<string, TypeEntry>> = {
  "aws:acm/certificate:Certificate": {
    replaces: [
      "certificateAuthorityArn",
      "domainName",
      "keyAlgorithm",
      "subjectAlternativeNames",
      "validationMethod",
      "validationOptions",
    ],
    sets: ["subjectAlternativeNames", "validationOptions"],
    outputs: cloud => {
      const arn = cloud.arn("acm", `certificate/${cloud.uuid()}`);
      const domains = [cloud.text("domainName"), ...asList(cloud.inputs.subjectAlternativeNames)];
      return {
        id: arn,
        arn,
        status: "PENDING_VALIDATION",
        type: "AMAZON_ISSUED",
        keyAlgorithm: "RSA_2048",
        subjectAlternativeNames: [...new Set(domains.map(asText))],
        domainValidationOptions: [...new Set(domains.map(asText))].map(domainName => ({
          domainName,
          resourceRecordName: `_${hex(domainName, 32)}.${domainName.replace(/^\*\./, "")}.`,
          resourceRecordType: "CNAME",
          resourceRecordValue: `_${hex(`${cloud.seed}${domainName}`, 32)}.acm-validations.aws.`,
        })),
      };
    },
    checks: [
      matches("domainName", /^(\*\.)?([a-zA-Z0-9-]{1,63}\.)+[a-zA-Z]{2,63}$/, "a domain name"),
      oneOf("validationMethod", ["DNS", "EMAIL", "HTTP", "NONE"]),
    ],
    unique: () => undefined,
  },
  "aws:route53/record:Record": {
    replaces: ["name", "zoneId"],
    sets: ["records"],
    outputs: cloud => {
      const set = cloud.text("setIdentifier");
      return {
        id: [cloud.text("zoneId"), cloud.text("name"), cloud.text("type"), set]
          .filter(part => part !== "")
          .join("_"),
        fqdn: cloud.text("name"),
      };
    },
    checks: [
      oneOf("type", [
        "A",
        "AAAA",
        "CAA",
        "CNAME",
        "DS",
        "HTTPS",
        "MX",
        "NAPTR",
        "NS",
        "PTR",
        "SOA",
        "SPF",
        "SRV",
        "SSHFP",
        "SVCB",
        "TLSA",
        "TXT",
      ]),
      inputs =>
        asList(inputs.aliases).length === 0 &&
        inputs.records !== undefined &&
        inputs.ttl === undefined
          ? [{ property: "ttl", reason: "records need a ttl" }]
          : [],
    ],
    unique: inputs =>
      inputs.allowOverwrite === true
        ? undefined
        : ["zoneId", "name", "type", "setIdentifier"].map(key => asText(inputs[key])).join(" "),
  },
};
