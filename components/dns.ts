import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "./errors";

/** Arguments of {@link Dns}. */
export interface DnsArgs {
  /** Name of the public hosted zone in Route 53, e.g. `example.com`. It must be there already. */
  hostedZone: string;

  /** Host name in that zone, e.g. `orders.example.com`, or the zone's own name. A change replaces all. */
  host: string;

  /**
   * Region of the certificate. CloudFront takes certificates of `us-east-1` only, a load balancer those
   * of its own region. A change replaces the certificate.
   *
   * @default - the stack's region
   */
  region?: string;

  /**
   * ARN of a certificate that is there already, such as one for `*.example.com`.
   *
   * @default - one is made for the host name alone
   */
  certificateArn?: pulumi.Input<string>;
}

/** What a name can stand for: a load balancer, or a CloudFront distribution. */
export interface AliasTarget {
  /** Its DNS name. */
  dnsName: pulumi.Input<string>;
  /** Id of the hosted zone that its DNS name lies in. */
  zoneId: pulumi.Input<string>;
}

/**
 * A host name in a hosted zone: its certificate, proven through a record in the zone and renewed by ACM
 * for as long as the record stays, and with {@link alias} the records that lead callers to a target.
 * The hosted zone itself is the account's and not made here.
 *
 * @example
 * const dns = new Dns("shop", { hostedZone: "example.com", host: "shop.example.com" });
 * const alb = new LoadBalancer("alb", { scope, network, key, certificateArn: dns.certificateArn });
 * dns.alias(alb);
 */
export class Dns extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:dns:Dns";

  /** The host name. */
  readonly host: string;
  /** `https://<host>`. */
  readonly url: string;
  /** ARN of the certificate, known once it is proven. */
  readonly certificateArn: pulumi.Output<string>;

  readonly #name: string;
  readonly #zoneId: pulumi.Output<string>;

  constructor(name: string, args: DnsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Dns.__pulumiType, name, args, opts);
    const { host, hostedZone, certificateArn } = args;
    checkNames(name, args);
    const child = { parent: this };

    const zone = aws.route53.getZoneOutput({ name: hostedZone, privateZone: false }, child);

    this.#name = name;
    this.#zoneId = zone.zoneId;
    this.host = host;
    this.url = `https://${host}`;
    this.certificateArn =
      certificateArn === undefined
        ? createCertificate(name, { ...args, zoneId: zone.zoneId }, child)
        : pulumi.output(certificateArn);
    this.registerOutputs({ certificateArn: this.certificateArn, url: this.url });
  }

  /** Leads callers of the host name to a target, over IPv4 and, where the target has it, IPv6. */
  alias(target: AliasTarget): void {
    for (const type of ["A", "AAAA"]) {
      new aws.route53.Record(
        `${this.#name}-${type.toLowerCase()}`,
        {
          zoneId: this.#zoneId,
          name: this.host,
          type,
          // There is no other record to answer with, so nothing would come of asking for its health.
          aliases: [{ name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: false }],
        },
        { parent: this },
      );
    }
  }
}

/** A certificate and the record that proves it; returns its ARN once it is proven. */
function createCertificate(
  name: string,
  { host, region, zoneId }: DnsArgs & { zoneId: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const certificate = new aws.acm.Certificate(
    name,
    { domainName: host, validationMethod: "DNS", region },
    opts,
  );
  const proof = certificate.domainValidationOptions.apply(([option]) => option);
  const record = new aws.route53.Record(
    `${name}-validation`,
    {
      zoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: 300,
    },
    opts,
  );
  const validation = new aws.acm.CertificateValidation(
    name,
    { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn], region },
    opts,
  );
  return validation.certificateArn;
}

/** A certificate's first name has at most 64 characters. */
function checkNames(name: string, { host, hostedZone }: DnsArgs): void {
  const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  if (!new RegExp(`^(${label}\\.)+[a-z]{2,63}$`).test(host) || host.length > 64) {
    throw new ArgumentError(
      `Dns "${name}": host is "${host}"; use a host name in lower case of at most 64 characters, e.g. shop.example.com`,
    );
  }
  if (host !== hostedZone && !host.endsWith(`.${hostedZone}`)) {
    throw new ArgumentError(
      `Dns "${name}": host is "${host}"; use ${hostedZone} or a name that ends in .${hostedZone}`,
    );
  }
}
