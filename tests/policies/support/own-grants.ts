import { RawStatement } from "./rule-cases";

/** Region and account of the ARNs. */
export const HERE = "us-east-1:123456789012";
/** Every key of the account. */
export const KEYS = `arn:aws:kms:${HERE}:key/*`;
/** One key. */
export const KEY = `arn:aws:kms:${HERE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
/** The key's alias. */
export const ALIAS = "alias/order-management-prod";
/** A limit on the way a key is used, which says nothing of which key. */
export const VIA = { "kms:ViaService": ["ssm.us-east-1.amazonaws.com"] };

/** What the program itself grants: narrow, though some of it has a wildcard. */
export const own: RawStatement[] = [
  { Action: "ecr:GetAuthorizationToken", Resource: "*" },
  {
    Action: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: "*",
  },
  { Action: "logs:DescribeLogGroups", Resource: "*" },
  {
    Action: "secretsmanager:GetSecretValue",
    Resource: `arn:aws:secretsmanager:${HERE}:secret:/order-management/database/credentials-??????`,
  },
  { Action: "ssm:GetParameters", Resource: `arn:aws:ssm:${HERE}:parameter/order-management/*` },
  {
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `arn:aws:logs:${HERE}:log-group:/ecs/x:log-stream:*`,
  },
  { Action: "logs:PutLogEvents", Resource: `arn:aws:logs:${HERE}:log-group:/ecs/x:*` },
  {
    Action: "ecr:BatchGetImage",
    Resource: `arn:aws:ecr:${HERE}:repository/order-management/order-service`,
  },
  {
    Action: "kms:Decrypt",
    Resource: KEYS,
    Condition: {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ALIAS },
      StringEquals: VIA,
    },
  },
];
