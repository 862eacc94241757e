import { mentions } from "../checks/references";
import { among, matches, oneOf } from "../checks/rules";
import { hex } from "../outputs/identity";
import { allAt, asList, asText } from "../values";
import { Surroundings, TypeEntry } from "./type-entry";

const CERTIFICATE = "aws:acm/certificate:Certificate";

/** The certificate is of the region, and each of its domains has the record that proves it. */
function recordsProveCertificate({ inputs, others, region }: Surroundings): string[] {
  const arn = asText(inputs.certificateArn);
  if (arn.split(":")[3] !== (asText(inputs.region) || region)) {
    return [`ResourceNotFoundException: Could not find certificate ${arn} in this region`];
  }
  const given = asList(inputs.validationRecordFqdns).map(plainName);
  const wanted = allAt(
    others.find(arn, CERTIFICATE)?.outputs ?? {},
    "domainValidationOptions.resourceRecordName",
  ).map(plainName);
  return inputs.validationRecordFqdns === undefined
    ? []
    : wanted
        .filter(name => !given.includes(name))
        .map(name => `missing ${name} DNS validation record`);
}

/** A name without the dot that ends it. */
function plainName(name: unknown): string {
  return asText(name).replace(/\.$/, "");
}

/** Certificates and DNS records. */
export const dns: Readonly<Record<string, TypeEntry>> = {
  [CERTIFICATE]: {
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
  "aws:acm/certificateValidation:CertificateValidation": {
    replaces: ["certificateArn", "validationRecordFqdns"],
    sets: ["validationRecordFqdns"],
    outputs: cloud => ({ id: cloud.text("certificateArn") }),
    world: [
      mentions({
        path: "certificateArn",
        type: CERTIFICATE,
        complaint: "ResourceNotFoundException: Could not find certificate",
      }),
      recordsProveCertificate,
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
        fqdn: plainName(cloud.inputs.name),
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
      among(["aliases", "records", "ttl"], ({ aliases, records, ttl }) => {
        const isAlias = asList(aliases).length > 0;
        if (isAlias && (records !== undefined || ttl !== undefined)) {
          return "an alias takes neither records nor a ttl";
        }
        return isAlias || records !== undefined ? undefined : "give aliases or records";
      }),
    ],
    unique: inputs =>
      inputs.allowOverwrite === true
        ? undefined
        : ["zoneId", "name", "type", "setIdentifier"].map(key => asText(inputs[key])).join(" "),
  },
};
