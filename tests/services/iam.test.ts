import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Registration } from "../support/mocks";
import { simulate } from "./support/iam";
import { arn, recordSystem, SYSTEMS, SystemRecording } from "./support/systems";

/** The system whose documents give its code what the others' code has no need of. */
const WITH_OWN_GRANTS = "order-management";

/** A parameter or secret of a system, as its tasks are given it. */
interface Kept {
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

for (const system of SYSTEMS) {
  for (const stack of ["dev", "prod"] as const) {
    describe(`rights of ${system}'s tasks in ${stack}`, () => {
      let recording: SystemRecording;
      let kept: Kept[];
      before(async () => {
        recording = await recordSystem(system, stack);
        kept = keptIn(recording);
      });

      it("are held against every parameter and secret", () => {
        const named = tasksOf(recording).flatMap(task => namedBy(task, kept));
        expect(new Set(named).size).to.be.at.least(2);
        for (const task of tasksOf(recording)) {
          const values = secretsOf(task).map(({ valueFrom }) => valueFrom);
          expect(namedBy(task, kept), task.name).to.have.length(new Set(values).size);
        }
      });

      it("to start a task: read what its containers name, and nothing else", async () => {
        for (const task of tasksOf(recording)) {
          const role = roleOf(task.inputs.executionRoleArn);
          const readable: string[] = [];
          for (const { name, action, arn: resource, tags } of kept) {
            if (await simulate(recording, role, action, resource, tags)) {
              readable.push(name);
            }
          }
          expect(readable, task.name).to.have.members(namedBy(task, kept));
        }
      });

      it("to start a task: decrypt what it reads, with the system's own key alone", async () => {
        for (const task of tasksOf(recording)) {
          const role = roleOf(task.inputs.executionRoleArn);
          const encrypted = kept.filter(
            ({ name, encrypted }) => encrypted && namedBy(task, kept).includes(name),
          );
          for (const service of ["ssm", "secretsmanager"]) {
            const uses = encrypted.some(one => one.service === service);
            const own = aliasOf(recording);
            const decrypts = (alias: string) => decryptsBy(recording, role, alias, service);
            expect(await decrypts(own), `${task.name} by ${service}`).to.equal(uses);
            expect(await decrypts(`${own}-other`), task.name).to.equal(false);
          }
        }
      });

      it("to start a task: pull its own images and write its own streams", async () => {
        for (const task of tasksOf(recording)) {
          for (const other of tasksOf(recording)) {
            const role = roleOf(task.inputs.executionRoleArn);
            const pulls = await simulate(recording, role, "ecr:BatchGetImage", repositoryOf(other));
            const writes = await simulate(recording, role, "logs:PutLogEvents", streamOf(other));
            const label = `${task.name} and ${other.name}`;
            expect(pulls, label).to.equal(repositoryOf(task) === repositoryOf(other));
            expect(writes, label).to.equal(task === other);
          }
        }
      });

      if (system !== WITH_OWN_GRANTS) {
        it("of the code: read no parameter and no secret at all", async () => {
          for (const task of tasksOf(recording)) {
            for (const { name, action, arn: resource, tags } of kept) {
              const role = roleOf(task.inputs.taskRoleArn);
              const reads = await simulate(recording, role, action, resource, tags);
              expect(reads, `${task.name} ${name}`).to.equal(false);
            }
          }
        });
      }

      it("are those of two roles of its own for each task, without policies from elsewhere", () => {
        const roles = tasksOf(recording).flatMap(({ inputs }) => [
          roleOf(inputs.executionRoleArn),
          roleOf(inputs.taskRoleArn),
        ]);
        expect(new Set(roles).size).to.equal(2 * tasksOf(recording).length);
        const attached = recording
          .all(aws.iam.RolePolicyAttachment)
          .map(({ inputs }) => inputs.role);
        expect(attached.filter(role => roles.includes(role))).to.deep.equal([]);
        for (const { name, inputs } of recording.all(aws.iam.Role)) {
          expect(inputs, name).to.not.have.any.keys("managedPolicyArns", "inlinePolicies");
        }
      });
    });
  }
}

describe("rights of tasks beyond their stack", () => {
  for (const system of SYSTEMS) {
    for (const stack of ["dev", "prod"] as const) {
      it(`${system} in ${stack} reads and decrypts nothing of another stack`, async () => {
        const recording = await recordSystem(system, stack);
        const tasks = tasksOf(recording);
        for (const other of await otherStacks(system, stack)) {
          const secret = keptIn(other).filter(({ encrypted }) => encrypted);
          expect(secret).to.not.be.empty;
          for (const task of tasks) {
            for (const role of [task.inputs.executionRoleArn, task.inputs.taskRoleArn].map(
              roleOf,
            )) {
              for (const one of secret) {
                const read = await simulate(recording, role, one.action, one.arn, one.tags);
                const plain =
                  read && (await decryptsBy(recording, role, aliasOf(other), one.service));
                expect(plain, `${role} ${one.arn}`).to.equal(false);
              }
            }
          }
        }
      });
    }
  }
});

/** The same system's other environment, and a neighbour's same one. */
async function otherStacks(system: string, stack: "dev" | "prod"): Promise<SystemRecording[]> {
  const neighbour = SYSTEMS[(SYSTEMS.indexOf(system) + 1) % SYSTEMS.length];
  return [
    await recordSystem(system, stack === "dev" ? "prod" : "dev"),
    await recordSystem(neighbour, stack),
  ];
}

function tasksOf(recording: SystemRecording): Registration[] {
  return recording.all(aws.ecs.TaskDefinition);
}

function secretsOf({ inputs }: Registration): { name: string; valueFrom: string }[] {
  const containers = JSON.parse(inputs.containerDefinitions) as any[];
  return containers.flatMap(({ secrets }) => secrets ?? []);
}

/** Names of what a task's containers are given. */
function namedBy(task: Registration, kept: readonly Kept[]): string[] {
  const values = secretsOf(task).map(({ valueFrom }) => valueFrom);
  return kept
    .filter(({ arn: own }) => values.some(value => secretOf(value) === own))
    .map(({ name }) => name);
}

/** ARN of a parameter or secret, without the key of its JSON and with the same six characters at its end. */
function secretOf(valueFrom: string): string {
  return valueFrom.replace(/:[\w-]+::$/, "").replace(/-\w{6}$/, "-AbC123");
}

function keptIn(recording: SystemRecording): Kept[] {
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

/** Alias of the system's own key, which lies in the stack's region. */
function aliasOf(recording: SystemRecording): string {
  const aliases = recording.all(aws.kms.Alias).filter(({ inputs }) => inputs.region === undefined);
  expect(aliases).to.have.length(1);
  return aliases[0].inputs.name;
}

function decryptsBy(recording: SystemRecording, role: string, alias: string, service: string) {
  const key = arn("kms", "key/11111111-2222-4333-8444-555555555555");
  return simulate(recording, role, "kms:Decrypt", key, {
    "kms:ResourceAliases": [alias],
    "kms:ViaService": `${service}.us-east-1.amazonaws.com`,
  });
}

/** Name of a role, from its ARN. */
function roleOf(roleArn: string): string {
  return roleArn.split("/").pop()!;
}

function repositoryOf({ inputs }: Registration): string {
  const [{ image }] = JSON.parse(inputs.containerDefinitions) as { image: string }[];
  return arn("ecr", `repository/${image.split("@")[0].split("/").slice(1).join("/")}`);
}

/** A stream that a task's first container writes. */
function streamOf({ inputs }: Registration): string {
  const [{ name, logConfiguration }] = JSON.parse(inputs.containerDefinitions) as any[];
  const { options } = logConfiguration;
  const stream = `${options["awslogs-stream-prefix"]}/${name}/0123456789abcdef`;
  return arn("logs", `log-group:${options["awslogs-group"]}:log-stream:${stream}`);
}
