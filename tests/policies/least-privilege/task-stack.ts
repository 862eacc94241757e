import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";

import { Member } from "../support/engine";
import { document, Props, RawStatement } from "../support/rule-cases";

/** Region and account of the ARNs. */
export const HERE = "us-east-1:123456789012";
/** A secret of the stack, as Secrets Manager names it. */
export const SECRET_ARN = `arn:aws:secretsmanager:${HERE}:secret:/shop/stripe-Ab12Cd`;
/** A parameter of the stack. */
export const PARAMETER_ARN = `arn:aws:ssm:${HERE}:parameter/shop/url`;

/** The trust of a task's roles. */
export const TRUST = document({
  Principal: { Service: "ecs-tasks.amazonaws.com" },
  Action: "sts:AssumeRole",
});

export const arnOf = (role: string) => `arn:aws:iam::123456789012:role/${role}`;

/** A role as it is after it was made. */
export function role(name: string, props: Props<RoleArgs> = {}): Member {
  return {
    type: "aws:iam/role:Role",
    name,
    props: { name, arn: arnOf(name), assumeRolePolicy: TRUST, ...props },
  };
}

/** A role with one policy. */
export function roleWith(name: string, ...statements: readonly RawStatement[]): Member[] {
  const props: Props<RolePolicyArgs> = { role: name, policy: document(...statements) };
  return [role(name), { type: "aws:iam/rolePolicy:RolePolicy", name, props }];
}

/** A task definition of two roles, in one container of ECS's own shape or more. */
export function task(
  containers: readonly ContainerDefinition[],
  props: Props<TaskDefinitionArgs> = {},
  name: string = "orders",
): Member {
  return {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    name,
    props: {
      family: name,
      executionRoleArn: arnOf(`${name}-execution`),
      taskRoleArn: arnOf(`${name}-task`),
      containerDefinitions: JSON.stringify(containers),
      ...props,
    },
  };
}

export const secret: Member = {
  type: "aws:secretsmanager/secret:Secret",
  name: "stripe",
  props: { name: "/shop/stripe", arn: SECRET_ARN, policy: "" },
};

export const parameter: Member = {
  type: "aws:ssm/parameter:Parameter",
  name: "url",
  props: { name: "/shop/url", arn: PARAMETER_ARN },
};
