import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Registration } from "../support/mocks";
import { simulate } from "./support/iam";
import { aliasOf, keptFor, Kept, keptIn, roleOf, secretsOf, tasksOf } from "./support/kept";
import { arn, recordSystem, SYSTEMS, SystemRecording } from "./support/systems";

/** The system whose documents give its code what the others' code has no need of. */
const WITH_OWN_GRANTS = "order-management";

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

/** Names of what a task's containers are given. */
function namedBy(task: Registration, kept: readonly Kept[]): string[] {
  return keptFor(task, kept).map(({ name }) => name);
}

function decryptsBy(recording: SystemRecording, role: string, alias: string, service: string) {
  const key = arn("kms", "key/11111111-2222-4333-8444-555555555555");
  return simulate(recording, role, "kms:Decrypt", key, {
    "kms:ResourceAliases": [alias],
    "kms:ViaService": `${service}.us-east-1.amazonaws.com`,
  });
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
