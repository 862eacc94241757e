import { allow, drop, Mutant, set, statement } from "./mutant";

const key = { pack: "least-privilege", type: "kms/key:Key" } as const;

/** Mistakes in the policies of keys, buckets, topics and files. */
export const resourcePolicyMutants: readonly Mutant[] = [
  {
    ...key,
    id: "key-for-anyone",
    mistake: "anybody may use a key",
    rule: "kms-key-policy-no-wildcard-principal",
    change: allow("policy", { Action: "kms:Decrypt", Principal: { AWS: "*" }, Resource: "*" }),
  },
  {
    ...key,
    id: "key-all-actions",
    mistake: "a service may do everything with a key",
    rule: "kms-key-policy-no-wildcard-action",
    change: allow("policy", {
      Action: "kms:*",
      Principal: { AWS: "arn:aws:iam::123456789012:role/one" },
      Resource: "*",
    }),
  },
  {
    ...key,
    id: "key-other-account",
    mistake: "another account's service may use a key on anybody's behalf",
    rule: "resource-policy-confused-deputy",
    change: allow("policy", {
      Action: "kms:GenerateDataKey",
      Principal: { Service: "sns.amazonaws.com" },
      Resource: "*",
    }),
  },
  {
    ...key,
    id: "key-policy-missing",
    mistake: "a key has no policy of its own",
    rule: "kms-key-policy-defined",
    change: drop("policy"),
  },
  {
    ...key,
    id: "key-lockout",
    mistake: "a key's policy may lock everybody out",
    rule: "kms-key-policy-defined",
    change: set("bypassPolicyLockoutSafetyCheck", true),
  },
  {
    pack: "least-privilege",
    type: "s3/bucketPolicy:BucketPolicy",
    id: "bucket-for-anyone",
    mistake: "anybody may read a bucket",
    rule: "resource-policy-no-public-principal",
    change: props => {
      const document = JSON.parse(props.policy);
      const [{ Resource }] = document.Statement;
      document.Statement.push({
        Sid: "Mistake",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource,
      });
      props.policy = JSON.stringify(document);
    },
  },
  {
    pack: "least-privilege",
    type: "s3/bucketPolicy:BucketPolicy",
    id: "bucket-all-actions",
    mistake: "a role may do everything with a bucket",
    rule: "resource-policy-no-wildcard-action",
    change: allow("policy", {
      Principal: { AWS: "arn:aws:iam::123456789012:role/one" },
      Action: "s3:*",
      Resource: "arn:aws:s3:::one-bucket/*",
    }),
  },
  {
    pack: "least-privilege",
    type: "s3/bucketPolicy:BucketPolicy",
    id: "bucket-lockout",
    mistake: "a bucket's policy denies everything to everyone",
    rule: "s3-bucket-policy-no-lockout",
    change: statement(
      "policy",
      denied => delete denied.Condition,
      ({ Effect }) => Effect === "Deny",
    ),
  },
  {
    pack: "least-privilege",
    type: "s3/bucketPolicy:BucketPolicy",
    id: "bucket-not-principal",
    mistake: "all but one may read a bucket",
    rule: "resource-policy-no-not-principal",
    change: allow("policy", {
      NotPrincipal: { AWS: "arn:aws:iam::123456789012:role/one" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::one-bucket/*",
    }),
  },
  {
    pack: "encryption",
    type: "s3/bucketPolicy:BucketPolicy",
    id: "bucket-without-tls",
    mistake: "a bucket takes requests without TLS",
    rule: "s3-bucket-ssl-requests-only",
    reports: "s3/bucket:Bucket",
    change: props => {
      const document = JSON.parse(props.policy);
      document.Statement = document.Statement.filter(({ Effect }: any) => Effect !== "Deny");
      props.policy = JSON.stringify(document);
    },
  },
  {
    pack: "least-privilege",
    type: "sns/topicPolicy:TopicPolicy",
    id: "topic-for-anyone",
    mistake: "anybody may publish to a topic",
    rule: "resource-policy-no-public-principal",
    change: allow("policy", { Principal: "*", Action: "sns:Publish", Resource: "*" }),
  },
  {
    pack: "least-privilege",
    type: "sns/topicPolicy:TopicPolicy",
    id: "topic-confused-deputy",
    mistake: "alarms of any account may publish to a topic",
    rule: "resource-policy-confused-deputy",
    change: statement("policy", granted => delete granted.Condition),
  },
];
