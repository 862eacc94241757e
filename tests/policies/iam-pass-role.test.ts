import { iamPassRoleScoped } from "../../policies/least-privilege/iam-pass-role-scoped";
import { iamPassRoleToService } from "../../policies/least-privilege/iam-pass-role-to-service";
import { describeIdentityRule } from "./support/rule-cases";

const ROLE = "arn:aws:iam::123456789012:role/orders-task";
const ROLES = "arn:aws:iam::123456789012:role/*";
const toTasks = { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } };

describeIdentityRule(iamPassRoleScoped, [
  [
    "reports any role, even to one service",
    [{ Sid: "Deploy", Action: "iam:PassRole", Resource: "*", Condition: toTasks }],
    ['[Resource::*] policy: statement "Deploy" allows iam:PassRole for *: name the roles.'],
  ],
  [
    "reports all roles of the account, by any pattern that allows passing",
    [{ Action: ["iam:Pass*", "s3:GetObject"], Resource: [ROLE, ROLES] }],
    [`[Resource::${ROLES}] policy: statement 1 allows iam:PassRole for ${ROLES}: name the roles.`],
  ],
  [
    "reports all roles but some",
    [{ Action: "iam:PassRole", NotResource: [ROLE, `${ROLE}-2`] }],
    [
      "[Resource::NotResource] policy: statement 1 allows iam:PassRole for NotResource: name the roles.",
    ],
  ],
  ["accepts a role", [{ Action: "iam:PassRole", Resource: ROLE }], []],
  ["accepts a prefix of roles", [{ Action: "iam:PassRole", Resource: `${ROLE}-*` }], []],
  ["accepts other actions on every role", [{ Action: "iam:ListRoles", Resource: "*" }], []],
]);

const anyService = (label: string) =>
  `[iam:PassedToService] policy: ${label} allows iam:PassRole to any service: add a StringEquals condition on iam:PassedToService.`;

describeIdentityRule(iamPassRoleToService, [
  [
    "reports no condition",
    [{ Sid: "Deploy", Action: "iam:PassRole", Resource: ROLE }],
    [anyService('statement "Deploy"')],
  ],
  [
    "reports conditions that name no service",
    [
      { StringEqualsIfExists: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      { StringLike: { "iam:PassedToService": "*" } },
      { StringLike: { "iam:PassedToService": "*.amazonaws.com" } },
      { StringLike: { "iam:PassedToService": ["ecs-tasks.amazonaws.com", "ec*"] } },
      { StringNotEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      { StringEquals: { "iam:PassedToService": [] } },
      { StringEquals: { "iam:AssociatedResourceArn": ROLE } },
    ].map(Condition => ({ Action: "iam:PassRole", Resource: ROLE, Condition })),
    [1, 2, 3, 4, 5, 6, 7].map(place => anyService(`statement ${place}`)),
  ],
  ["accepts a service", [{ Action: "iam:PassRole", Resource: ROLE, Condition: toTasks }], []],
  [
    "accepts services, whatever the case of the key",
    [
      {
        Action: "iam:PassRole",
        Resource: ROLE,
        Condition: {
          StringLike: {
            "IAM:passedToService": ["ecs-tasks.amazonaws.com", "monitoring.rds.amazonaws.com"],
          },
        },
      },
    ],
    [],
  ],
  ["accepts other actions", [{ Action: "iam:GetRole", Resource: ROLE }], []],
]);
