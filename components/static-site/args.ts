import { Bucket } from "../bucket/bucket";
import { LoadBalancer } from "../load-balancer/load-balancer";
import { Scope } from "../plan/scope";

/** Arguments of a StaticSite. */
export interface StaticSiteArgs {
  /** The system and environment that the site is for. */
  scope: Scope;

  /**
   * Name of the bucket with the site's files where documents give one, 3 to 63 lower-case letters,
   * digits and dashes, free worldwide. A change replaces the bucket.
   *
   * @default - app, component's name, environment and account: `shop-site-prod-123456789012`
   */
  bucketName?: string;

  /**
   * Further buckets, each made with `cdn: true` and served below a path such as `/images/*`. The path
   * is part of the objects' names: `images/1.jpg`.
   *
   * @default - none
   */
  buckets?: readonly { path: string; bucket: Bucket }[];

  /**
   * Gets what lies below `apiPaths`, uncached, with all headers, cookies and query strings. CloudFront
   * calls one that takes TLS by a name in its certificate: `apiHost`, else `domain.host`.
   *
   * @default - none: files only
   */
  loadBalancer?: LoadBalancer;

  /**
   * Paths that go to the load balancer, each beginning with `/`, with `*` for any characters.
   *
   * @default ["/api/*", "/health"]
   */
  apiPaths?: readonly string[];

  /**
   * Name that leads to the load balancer and that its certificate holds; its rules see this host.
   *
   * @default - with TLS `domain.host`, which its certificate must then hold too; else its own DNS name
   */
  apiHost?: string;

  /**
   * Whether the site is a single-page application: paths without a file extension answer `/index.html`.
   *
   * @default true
   */
  spa?: boolean;

  /**
   * The site's own name and its certificate, an ACM one of us-east-1. The name must lead to
   * the `domainName` that the component gives.
   *
   * @default - the name that CloudFront gives, with CloudFront's certificate
   */
  domain?: { host: string; certificateArn: string };

  /**
   * Edge locations that serve it: North America and Europe; with most of Asia too; all.
   *
   * @default "PriceClass_100"
   */
  priceClass?: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";

  /**
   * ARN of a WAF web ACL of scope CLOUDFRONT, in us-east-1.
   *
   * @default - none
   */
  webAclArn?: string;

  /**
   * The files' Content-Security-Policy, e.g. `default-src 'self'`. They have HSTS, nosniff,
   * frame-options and a referrer policy anyway.
   *
   * @default - none
   */
  contentSecurityPolicy?: string;

  /**
   * Days that access logs are kept, 1 or more.
   *
   * @default 90
   */
  logDays?: number;
}
