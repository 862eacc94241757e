import { expect } from "chai";

import { causeOf } from "../../../operations/diagnose/causes";

/** What ECS and the load balancer say, as AWS's documentation and reports of users have it, and what it means. */
const SAID: [string, string][] = [
  [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:us-east-1:123456789012:secret:a from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    "has no value",
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid parameters: /shop/dev/a",
    "has no value",
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret a from secrets manager: AccessDeniedException: User: b is not authorized to perform: secretsmanager:GetSecretValue",
    "may not read a secret",
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded",
    "no way to the AWS service",
  ],
  [
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.",
    "log group",
  ],
  [
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Mount attempt 1/3 failed due to timeout after 15 sec",
    "file system cannot be mounted",
  ],
  [
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.us-east-1.amazonaws.com/a:v1: 123456789012.dkr.ecr.us-east-1.amazonaws.com/a:v1: not found",
    "not in the registry",
  ],
  [
    'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/a: failed to do request: Head "https://registry-1.docker.io/v2/a": dial tcp 34.205.13.154:443: i/o timeout',
    "no way to the AWS service or registry",
  ],
  [
    "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/a: 429 Too Many Requests - Server message: toomanyrequests",
    "too many requests",
  ],
  [
    "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'",
    "not for the processor",
  ],
  [
    "CannotPullContainerError: pull access denied for a, repository does not exist or may require 'docker login': denied: 403 Forbidden",
    "not in the registry",
  ],
  ["OutOfMemoryError: Container killed due to memory usage; container a: exit code 137", "memory"],
  [
    "Essential container in task exited; container a: exit code 1; container b: exit code 137",
    "ended with an error",
  ],
  ["Essential container in task exited; container a: exit code 137", "memory"],
  ["Essential container in task exited; container a: exit code 127", "cannot be run"],
  ["Essential container in task exited; container a: exit code 139", "native code"],
  ["Essential container in task exited; container a: exit code 0", "ended by itself"],
  [
    "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/a/1); container a: exit code 143",
    "health check fails",
  ],
  [
    "(service a) (port 3000) is unhealthy in (target-group b) due to (reason Health checks failed with these codes: [503]).",
    "says that it is not well",
  ],
  [
    "unhealthy, Target.ResponseCodeMismatch, Health checks failed with these codes: [404]",
    "says that it is not well",
  ],
  ["unhealthy, Target.Timeout, Request timed out", "no answer in time"],
  [
    "unused, Target.NotInUse, Target group is not configured to receive traffic",
    "sends it no requests",
  ],
  [
    "(service a) was unable to place a task. Reason: Capacity is unavailable at this time.",
    "no capacity",
  ],
  [
    "(service a) was unable to assume role arn:aws:iam::123456789012:role/a",
    "may not use one of its roles",
  ],
];

describe("causeOf", () => {
  for (const [reason, means] of SAID) {
    it(`knows "${reason.slice(-70)}"`, () => {
      expect(causeOf(reason)?.means).to.contain(means);
    });
  }

  it("does not guess", () => {
    expect(causeOf("Something else happened")).to.equal(undefined);
  });
});
