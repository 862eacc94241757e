import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "./errors";

/** Types whose names are unique in an account and region, and the input that holds the name. */
const NAMED: Readonly<Record<string, string>> = {
  "aws:backup/vault:Vault": "name",
  "aws:cloudfront/function:Function": "name",
  "aws:cloudfront/originAccessControl:OriginAccessControl": "name",
  "aws:cloudtrail/trail:Trail": "name",
  "aws:cloudwatch/dashboard:Dashboard": "dashboardName",
  "aws:cloudwatch/logGroup:LogGroup": "name",
  "aws:codedeploy/application:Application": "name",
  "aws:ecr/repository:Repository": "name",
  "aws:ecs/cluster:Cluster": "name",
  "aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
  "aws:iam/policy:Policy": "name",
  "aws:iam/role:Role": "name",
  "aws:kms/alias:Alias": "name",
  "aws:lb/loadBalancer:LoadBalancer": "name",
  "aws:lb/targetGroup:TargetGroup": "name",
  "aws:rds/cluster:Cluster": "clusterIdentifier",
  "aws:rds/instance:Instance": "identifier",
  "aws:rds/proxy:Proxy": "name",
  "aws:s3/bucket:Bucket": "bucket",
  "aws:secretsmanager/secret:Secret": "name",
  "aws:sns/topic:Topic": "name",
  "aws:ssm/parameter:Parameter": "name",
  "aws:wafv2/webAcl:WebAcl": "name",
};

/**
 * Refuses a second resource with a name that AWS gives but once, before any is made: most components are
 * one to a scope, whose names they bear, and a second one would fail in the middle of a deployment. Call
 * it before the first resource is made.
 */
export function refuseSharedNames(): void {
  const owners = new Map<string, string>();
  pulumi.runtime.registerStackTransformation(({ type, name, props }) => {
    const { [NAMED[type]]: physical, region = "" } = props as Record<string, unknown>;
    if (typeof physical !== "string") {
      return undefined;
    }
    const key = [type, typeof region === "string" ? region : "", physical].join(" ");
    const owner = owners.get(key);
    if (owner !== undefined) {
      throw new ArgumentError(
        `"${owner}" and "${name}" would both have the name "${physical}" in AWS (${type}); give one of them another name, or a scope with another app where its component takes none`,
      );
    }
    owners.set(key, name);
    return undefined;
  });
}
