import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Registration } from "../../support/mocks";
import { arn, SystemRecording } from "./systems";

/** A parameter or secret of a system, as its tasks are given it. */
export interface Kept {
  name: string;
  arn: string;
  /** The service of AWS that keeps it, and the action that reads it. */
  service: "ssm" | "secretsmanager";
  action: string;
  /** Whether it is encrypted with the system's key. */
  encrypted: boolean;
  /** Tags that AWS puts on it, as a request's condition keys. */
  tags?: Record<string, string>;
}

/** Every parameter and secret of a system. */
export function keptIn(recording: SystemRecording): Kept[] {
  return [
    ...recording.all(aws.ssm.Parameter).map(({ inputs }): Kept => ({
      name: inputs.name,
      arn: arn("ssm", `parameter${inputs.name}`),
      service: "ssm",
      action: "ssm:GetParameters",
      encrypted: inputs.type === "SecureString",
    })),
    ...recording.all(aws.secretsmanager.Secret).map(({ inputs }): Kept => ({
      name: inputs.name,
      arn: arn("secretsmanager", `secret:${inputs.name}-AbC123`),
      service: "secretsmanager",
      action: "secretsmanager:GetSecretValue",
      encrypted: true,
    })),
    ...managedPasswords(recording),
  ];
}

/** Passwords that RDS makes and keeps itself, in secrets that it names and tags. */
function managedPasswords(recording: SystemRecording): Kept[] {
  const managed = recording
    .all(aws.rds.Instance)
    .filter(({ inputs }) => inputs.manageMasterUserPassword === true);
  const values = tasksOf(recording)
    .flatMap(secretsOf)
    .map(({ valueFrom }) => valueFrom);
  return managed.map(({ inputs }) => ({
    name: `password of ${inputs.identifier}`,
    arn: secretOf(values.find(value => value.includes("secret:rds!db-"))!),
    service: "secretsmanager",
    action: "secretsmanager:GetSecretValue",
    encrypted: true,
    tags: {
      "aws:ResourceTag/aws:rds:primaryDBInstanceArn": arn("rds", `db:${inputs.identifier}`),
    },
  }));
}

export function tasksOf(recording: SystemRecording): Registration[] {
  return recording.all(aws.ecs.TaskDefinition);
}

/** What a task's containers are given by ECS. */
export function secretsOf({ inputs }: Registration): { name: string; valueFrom: string }[] {
  const containers = JSON.parse(inputs.containerDefinitions) as any[];
  return containers.flatMap(({ secrets }) => secrets ?? []);
}

/** ARN of a parameter or secret, without the key of its JSON and with the same six characters at its end. */
export function secretOf(valueFrom: string): string {
  return valueFrom.replace(/:[\w-]+::$/, "").replace(/-\w{6}$/, "-AbC123");
}

/** What of a system's own a task's containers are given. */
export function keptFor(task: Registration, kept: readonly Kept[]): Kept[] {
  const values = secretsOf(task).map(({ valueFrom }) => secretOf(valueFrom));
  return kept.filter(({ arn: own }) => values.includes(own));
}

/** Alias of the system's own key, which lies in the stack's region. */
export function aliasOf(recording: SystemRecording): string {
  const aliases = recording.all(aws.kms.Alias).filter(({ inputs }) => inputs.region === undefined);
  expect(aliases).to.have.length(1);
  return aliases[0].inputs.name;
}

/** Name of a role, from its ARN. */
export function roleOf(roleArn: string): string {
  return roleArn.split("/").pop()!;
}
