import { ArgumentError } from "../errors";
import { StaticSiteArgs } from "./args";

/** A site with nothing left out that has a default. */
export type ResolvedSite = ReturnType<typeof resolveSite>;

/** Checks what is known before deployment and fills in the defaults. */
export function resolveSite(name: string, args: StaticSiteArgs) {
  const { buckets = [], spa = true, priceClass = "PriceClass_100", logDays = 90 } = args;
  const apiPaths = args.loadBalancer === undefined ? [] : (args.apiPaths ?? ["/api/*", "/health"]);
  for (const problem of [
    ...domainProblems(args),
    ...apiProblems(args),
    ...pathProblems([...buckets.map(({ path }) => path), ...apiPaths]),
    ...buckets
      .filter(({ bucket }) => !bucket.cdn)
      .map(({ path }) => `the bucket of ${path} is closed to CloudFront; make it with cdn: true`),
    ...(Number.isInteger(logDays) && logDays > 0
      ? []
      : [`logDays is ${logDays}; use a whole number from 1`]),
  ]) {
    throw new ArgumentError(`StaticSite "${name}": ${problem}`);
  }
  return { ...args, buckets, apiPaths, spa, priceClass, logDays };
}

function domainProblems({ domain, webAclArn }: StaticSiteArgs): string[] {
  const problems: string[] = [];
  if (domain && !/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(domain.host)) {
    problems.push(`domain.host is "${domain.host}"; use a host such as shop.example.com`);
  }
  if (domain && !/^arn:[^:]+:acm:us-east-1:\d{12}:certificate\/./.test(domain.certificateArn)) {
    problems.push(
      `domain.certificateArn is "${domain.certificateArn}"; CloudFront takes an ACM certificate of us-east-1`,
    );
  }
  if (
    webAclArn !== undefined &&
    !/^arn:[^:]+:wafv2:us-east-1:\d{12}:global\/webacl\/./.test(webAclArn)
  ) {
    problems.push(
      `webAclArn is "${webAclArn}"; CloudFront takes a web ACL of scope CLOUDFRONT: arn:aws:wafv2:us-east-1:…:global/webacl/…`,
    );
  }
  return problems;
}

function apiProblems({ loadBalancer, apiPaths, apiHost, domain }: StaticSiteArgs): string[] {
  if (loadBalancer === undefined) {
    return [
      ...(apiPaths === undefined ? [] : ["apiPaths need a loadBalancer to go to"]),
      ...(apiHost === undefined ? [] : ["apiHost needs a loadBalancer that it leads to"]),
    ];
  }
  return loadBalancer.https && apiHost === undefined && domain === undefined
    ? [
        "the load balancer takes TLS, and no certificate holds its own DNS name; give apiHost or domain, a name in its certificate",
      ]
    : [];
}

function pathProblems(paths: readonly string[]): string[] {
  return paths.flatMap((path, index) => [
    ...(/^\/[\w\-.*$/~"'@:+&?]{1,254}$/.test(path)
      ? []
      : [`"${path}" is not a path; use / and 1 to 254 characters, with * for any characters`]),
    ...(paths.indexOf(path) < index ? [`the path "${path}" is there twice`] : []),
  ]);
}
