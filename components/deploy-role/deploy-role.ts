import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "../errors";
import { GITHUB_REPOSITORY } from "../plan/github-repository";
import { decryptWith, policyDocument, Statement } from "../plan/iam-statements";
import { fitName } from "../plan/names";
import { Scope } from "../plan/scope";
import { deployStatements } from "./grants";
import { readStatements } from "./grants/read-statements";

/** Arguments of {@link DeployRole}. */
export interface DeployRoleArgs {
  /** The system and environment that the role deploys. */
  scope: Scope;

  /**
   * The GitHub repository whose workflows may take the role, as GitHub names it in its tokens:
   * `organisation/repository`, or `organisation@id/repository@id` for one that was made, renamed or
   * transferred since 15 July 2026.
   */
  repository: string;

  /**
   * What it may do: change the system, or only read it with its state, for plans in pull requests and for
   * the search for drift. Reading too shows the secrets that the state and the system keep.
   *
   * @default "deploy"
   */
  rights?: "deploy" | "read";

  /**
   * What of the repository may take it: jobs of one or several GitHub environments, with their approvals,
   * or of one branch.
   */
  from: { environment: string | readonly string[] } | { branch: string };

  /**
   * GitHub's identity provider in the account, which has one at most: its ARN, or `"create"` to make it.
   */
  oidcProvider: "create" | (string & {});

  /** The bucket that keeps the stack's state, and the alias of the key of its secrets (`alias/…`). */
  state: { bucket: string; keyAlias?: string };

  /**
   * Buckets of the system whose names do not begin with the system's.
   *
   * @default - none
   */
  buckets?: readonly string[];

  /**
   * Ids of the public hosted zones whose records it may change, all of them: for a system with a domain.
   *
   * @default - none
   */
  hostedZoneIds?: readonly string[];
}

const HOST = "token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

/** How long a job may keep the role that deploys: services that CodeDeploy releases follow one another. */
const DEPLOY_SECONDS = 3 * 60 * 60;

/**
 * A role that GitHub Actions takes to run `pulumi up`, without a key that could leak. It may change what
 * bears the system's tags or names in this environment, and no other system's.
 *
 * An administrator deploys the system once, this role with it; the role's own name is outside what it may
 * change, so it cannot widen itself, and later changes to it need an administrator again. It does make
 * the system's other roles, and so can give code of the system any right that no permissions boundary or
 * service control policy of the account's takes away: guard the branch or environment that may take it.
 * What it has no right to is left to the administrator: the audit trail, new backup vaults, the deletion of
 * private DNS namespaces, and this role.
 */
export class DeployRole extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:deploy-role:DeployRole";

  /** ARN for the workflow's `role-to-assume`, known at preview. */
  readonly roleArn: string;

  constructor(name: string, args: DeployRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DeployRole.__pulumiType, name, args, opts);
    checkArgs(name, args);
    const { scope, oidcProvider, rights = "deploy" } = args;
    const child = { parent: this };

    const provider =
      oidcProvider === "create"
        ? new aws.iam.OpenIdConnectProvider(
            name,
            { url: `https://${HOST}`, clientIdLists: [AUDIENCE] },
            child,
          )
        : undefined;
    // The system's name comes last: what begins with it is within the role's own reach.
    const roleName = fitName("IAM role", `${rights}-${scope.name()}`);
    const purpose = `${rights === "read" ? "Reads" : "Deploys"} ${scope.name()}`;
    const role = new aws.iam.Role(
      name,
      {
        name: roleName,
        description: `${purpose} from ${args.repository}`,
        assumeRolePolicy: trustDocument(args),
        maxSessionDuration: rights === "deploy" ? DEPLOY_SECONDS : undefined,
      },
      { ...child, dependsOn: provider },
    );
    const all = {
      state: stateStatements(scope, args.state),
      ...deployStatements(scope, {
        buckets: args.buckets ?? [],
        hostedZoneIds: args.hostedZoneIds ?? [],
      }),
    };
    const areas = rights === "read" ? readStatements(all) : all;
    for (const [area, statements] of Object.entries(areas)) {
      const policyName = `${roleName}-${area}`;
      const policy = new aws.iam.Policy(
        `${name}-${area}`,
        {
          name: policyName,
          description: `${purpose}: ${area}`,
          policy: policyDocument(statements),
        },
        child,
      );
      new aws.iam.RolePolicyAttachment(
        `${name}-${area}`,
        // Composed, so that a preview can tell it from a policy of AWS's own.
        { role: role.name, policyArn: scope.iamArn(`policy/${policyName}`) },
        { ...child, dependsOn: policy },
      );
    }

    this.roleArn = scope.iamArn(`role/${roleName}`);
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function checkArgs(name: string, { repository, from, oidcProvider, state }: DeployRoleArgs): void {
  const complain = (text: string) => new ArgumentError(`DeployRole "${name}": ${text}`);
  if (!GITHUB_REPOSITORY.test(repository)) {
    throw complain(
      `repository is "${repository}"; use organisation/repository, both with @id or neither`,
    );
  }
  const subjects = namesIn(from);
  const wrong = subjects.find(subject => !/^[^*?:\s]+$/.test(subject));
  if (wrong !== undefined || subjects.length === 0) {
    throw complain(`from is "${wrong ?? ""}"; use the name of one environment or branch`);
  }
  if (oidcProvider !== "create" && !oidcProvider.endsWith(`:oidc-provider/${HOST}`)) {
    throw complain(
      `oidcProvider is "${oidcProvider}"; use "create" or the ARN of the account's provider ${HOST}`,
    );
  }
  if (state.keyAlias !== undefined && !/^alias\/[\w/-]+$/.test(state.keyAlias)) {
    throw complain(
      `state.keyAlias is "${state.keyAlias}"; use an alias such as alias/pulumi-state`,
    );
  }
}

function namesIn(from: DeployRoleArgs["from"]): string[] {
  return "environment" in from ? [from.environment].flat() : [from.branch];
}

/** GitHub's identity of exactly these environments or this branch, for AWS alone. */
function trustDocument({ scope, repository, from, oidcProvider }: DeployRoleArgs): string {
  const kind = "environment" in from ? "environment:" : "ref:refs/heads/";
  const subjects = namesIn(from).map(name => `repo:${repository}:${kind}${name}`);
  const provider = oidcProvider === "create" ? scope.iamArn(`oidc-provider/${HOST}`) : oidcProvider;
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "GitHubActions",
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${HOST}:aud`]: AUDIENCE,
            [`${HOST}:sub`]: subjects.length === 1 ? subjects[0] : subjects,
          },
        },
      },
    ],
  });
}

/**
 * The state of the stack that the role is made in, and no other's of the bucket, with the key that its
 * secrets are encrypted with. The paths are those of Pulumi's backend for buckets.
 */
function stateStatements(scope: Scope, { bucket, keyAlias }: DeployRoleArgs["state"]): Statement[] {
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  const list = {
    sid: "StateFind",
    actions: ["s3:ListBucket", "s3:GetBucketLocation"],
    resources: [scope.s3Arn(bucket)],
  };
  const layout = {
    sid: "StateLayout",
    actions: ["s3:GetObject"],
    resources: [scope.s3Arn(`${bucket}/.pulumi/meta.yaml`)],
  };
  const own = {
    sid: "StateFiles",
    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    resources: [
      `stacks/${stack}.json*`,
      `history/${stack}/*`,
      `backups/${stack}/*`,
      `locks/organization/${stack}/*`,
    ].map(path => scope.s3Arn(`${bucket}/.pulumi/${path}`)),
  };
  const files = [list, layout, own];
  if (keyAlias === undefined) {
    return files;
  }
  const decrypt = decryptWith(scope, keyAlias);
  return [
    ...files,
    { ...decrypt, sid: "StateKey", actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"] },
  ];
}
