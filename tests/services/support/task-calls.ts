import * as aws from "@pulumi/aws";

import { Registration } from "../../support/mocks";
import { Call } from "./iam";
import { aliasOf, keptFor, Kept, keptIn } from "./kept";
import { arn, SystemRecording } from "./systems";

/** The system whose documents give its code all of its own parameters and secrets. */
const WITH_OWN_GRANTS = "order-management";
/** A key's id says nothing: grants tell keys by their aliases. */
const KEY = arn("kms", "key/11111111-2222-4333-8444-555555555555");

/** What ECS has to do to start a task and to keep its logs. */
export function executionCalls(recording: SystemRecording, task: Registration): Call[] {
  const given = keptFor(task, keptIn(recording));
  return [
    { action: "ecr:GetAuthorizationToken", resource: "*" },
    ...containersOf(task).flatMap(({ name, image, logConfiguration: { options } }) => [
      ...["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"].map(verb => ({
        action: `ecr:${verb}`,
        resource: arn("ecr", `repository/${repositoryOf(image)}`),
      })),
      ...streamCalls(
        options["awslogs-group"],
        `${options["awslogs-stream-prefix"]}/${name}/0123456789abcdef`,
      ),
    ]),
    ...readCalls(recording, given),
  ];
}

/** What a task's code has to do: with what it is linked to, with its files, and for an operator's shell. */
export function codeCalls(recording: SystemRecording, task: Registration): Call[] {
  return [
    ...bucketCalls(recording, task),
    ...fileCalls(task),
    ...documentedCalls(recording, task),
    ...(hasShell(recording, task) ? shellCalls(recording) : []),
  ];
}

/** Writes one stream of a log group. */
export function streamCalls(group: string, stream: string): Call[] {
  const resource = arn("logs", `log-group:${group}:log-stream:${stream}`);
  return ["logs:CreateLogStream", "logs:PutLogEvents"].map(action => ({ action, resource }));
}

/** Reads what is kept, and decrypts it through the services that keep it. */
export function readCalls(recording: SystemRecording, kept: readonly Kept[]): Call[] {
  const services = new Set(kept.filter(one => one.encrypted).map(({ service }) => service));
  return [
    ...kept.map(({ action, arn: resource, tags }) => ({ action, resource, context: tags })),
    ...[...services].map(service => decryptCall(aliasOf(recording), service)),
  ];
}

/** Decrypts with the key of an alias: through a service, or directly. */
export function decryptCall(alias: string, service?: string): Call {
  const via = service && { "kms:ViaService": `${service}.us-east-1.amazonaws.com` };
  return {
    action: "kms:Decrypt",
    resource: KEY,
    context: { "kms:ResourceAliases": [alias], ...via },
  };
}

/** A bucket's name in the environment is the mark of a link to it. */
function bucketCalls(recording: SystemRecording, task: Registration): Call[] {
  const values = containersOf(task).flatMap(({ environment }) =>
    environment.map(({ value }) => value),
  );
  return recording
    .all(aws.s3.Bucket)
    .map(({ inputs }) => inputs.bucket as string)
    .filter(bucket => values.includes(bucket))
    .flatMap(bucket =>
      ["GetObject", "PutObject", "DeleteObject"].map(verb => ({
        action: `s3:${verb}`,
        resource: `arn:aws:s3:::${bucket}/a/picture.png`,
      })),
    );
}

function fileCalls({ inputs }: Registration): Call[] {
  return ((inputs.volumes ?? []) as any[])
    .flatMap(({ efsVolumeConfiguration }) => efsVolumeConfiguration ?? [])
    .flatMap(({ fileSystemId, authorizationConfig }) =>
      ["ClientMount", "ClientWrite"].map(verb => ({
        action: `elasticfilesystem:${verb}`,
        resource: arn("elasticfilesystem", `file-system/${fileSystemId}`),
        context: {
          "elasticfilesystem:AccessedViaMountTarget": "true",
          "elasticfilesystem:AccessPointArn": arn(
            "elasticfilesystem",
            `access-point/${authorizationConfig.accessPointId}`,
          ),
          "aws:SecureTransport": "true",
        },
      })),
    );
}

/** "Parameter Store only `order-management/*`; Secrets Manager only `order-management/*`", for services. */
function documentedCalls(recording: SystemRecording, task: Registration): Call[] {
  if (!task.inputs.family.startsWith(WITH_OWN_GRANTS) || task.name === "migration") {
    return [];
  }
  const kept = keptIn(recording);
  const one = kept.filter(({ service }) => service === "ssm");
  return [
    ...one.map(({ arn: resource }) => ({ action: "ssm:GetParameter", resource })),
    ...readCalls(recording, kept),
  ];
}

/** Whether ECS Exec is on for the service that runs a task. */
function hasShell(recording: SystemRecording, task: Registration): boolean {
  return recording
    .all(aws.ecs.Service)
    .some(
      ({ inputs }) =>
        inputs.enableExecuteCommand === true &&
        inputs.taskDefinition.includes(`task-definition/${task.inputs.family}:`),
    );
}

/** What ECS Exec asks of the task's role where sessions are encrypted and recorded. */
function shellCalls(recording: SystemRecording): Call[] {
  const [{ inputs }] = recording.all(aws.ecs.Cluster);
  const { logConfiguration } = inputs.configuration.executeCommandConfiguration;
  const group = logConfiguration.cloudWatchLogGroupName as string;
  return [
    ...["Control", "Data"].flatMap(kind =>
      ["Create", "Open"].map(verb => ({
        action: `ssmmessages:${verb}${kind}Channel`,
        resource: "*",
      })),
    ),
    { action: "logs:DescribeLogGroups", resource: "*" },
    { action: "logs:DescribeLogStreams", resource: arn("logs", `log-group:${group}:*`) },
    ...streamCalls(group, "ecs-execute-command-0123456789abcdef0"),
    decryptCall(aliasOf(recording)),
  ];
}

interface Container {
  name: string;
  image: string;
  environment: { name: string; value: string }[];
  logConfiguration: { options: Record<string, string> };
}

function containersOf({ inputs }: Registration): Container[] {
  return JSON.parse(inputs.containerDefinitions) as Container[];
}

function repositoryOf(image: string): string {
  return image.split("@")[0].split("/").slice(1).join("/");
}
