import * as pulumi from "@pulumi/pulumi";

import { bucketNameOf } from "../bucket/bucket-name";
import { readableByCloudFront } from "../bucket/cloudfront-readers";
import { createPrivateBucket } from "../bucket/private-bucket";
import { createAccessLogs } from "./access-logs";
import { StaticSiteArgs } from "./args";
import { createDistribution } from "./distribution";
import { resolveSite } from "./resolve-site";

/** Days that the files of earlier releases can be had back. */
const EARLIER_VERSIONS_DAYS = 30;

/**
 * A site of files in a private S3 bucket behind CloudFront, which alone may read it, over TLS, with the
 * API of a load balancer under the same name. Access logs go to a bucket of their own.
 *
 * The files are not part of the program; a release uploads them:
 * `aws s3 sync build/ s3://<bucketName> --delete` and
 * `aws cloudfront create-invalidation --distribution-id <distributionId> --paths "/*"`.
 *
 * @example
 * const site = new StaticSite("site", { scope, loadBalancer: platform.loadBalancer });
 */
export class StaticSite extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:static-site:StaticSite";

  /** Name of the bucket with the files, known at preview. */
  readonly bucketName: string;
  /** Id of the CloudFront distribution. */
  readonly distributionId: pulumi.Output<string>;
  /** Name that CloudFront gave it; an alias record of the site's own name points there. */
  readonly domainName: pulumi.Output<string>;
  /** Hosted zone of that name, for an alias record. */
  readonly hostedZoneId: pulumi.Output<string>;
  /** `https://…`. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: StaticSiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super(StaticSite.__pulumiType, name, args, opts);
    const site = resolveSite(name, args);
    const { scope, domain } = args;
    const child = { parent: this };

    this.bucketName = bucketNameOf(name, scope, args.bucketName);
    const files = createPrivateBucket(
      name,
      {
        scope,
        bucketName: this.bucketName,
        versioned: true,
        lifecycle: { noncurrentVersionExpiration: { noncurrentDays: EARLIER_VERSIONS_DAYS } },
        statements: readableByCloudFront(scope, this.bucketName),
      },
      child,
    );
    const distribution = createDistribution(name, { site, files }, child);
    createAccessLogs(
      `${name}-logs`,
      { scope, site: name, distributionArn: distribution.arn, days: site.logDays },
      child,
    );

    this.distributionId = distribution.id;
    this.domainName = distribution.domainName;
    this.hostedZoneId = distribution.hostedZoneId;
    this.url = pulumi.interpolate`https://${domain?.host ?? distribution.domainName}`;
    this.registerOutputs({
      bucketName: this.bucketName,
      distributionId: this.distributionId,
      url: this.url,
    });
  }
}
