import type { VolumeArgs } from "@pulumi/aws/ebs";
import type {
  InstanceArgs,
  LaunchConfigurationArgs,
  LaunchTemplateArgs,
  SpotInstanceRequestArgs,
} from "@pulumi/aws/ec2";
import type { RepositoryArgs } from "@pulumi/aws/ecr";
import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { FileSystemArgs } from "@pulumi/aws/efs";

import { ebsVolumeEncrypted } from "../../policies/encryption/ebs-volume-encrypted";
import { ecrRepositoryEncrypted } from "../../policies/encryption/ecr-repository-encrypted";
import { ecsTaskVolumeEncryption } from "../../policies/encryption/ecs-task-volume-encryption";
import { efsEncrypted } from "../../policies/encryption/efs-encrypted";
import { unknownValue } from "./support/engine";
import { describeRule, ruleCases } from "./support/rule-cases";

const files = "Files are not encrypted at rest: set encrypted to true.";
describeRule<FileSystemArgs>(efsEncrypted, "aws:efs/fileSystem:FileSystem", [
  ["reports plain files", { encrypted: false }, [files]],
  ["reports them when nothing is said, which means plain", {}, [files]],
  ["reports a key without encryption", { kmsKeyId: "arn:aws:kms:us-east-1:1:key/a" }, [files]],
  ["accepts encrypted files", { encrypted: true }, []],
  [
    "waits for what is not known yet",
    { encrypted: unknownValue },
    ["string value at .encrypted can't be known during preview"],
  ],
]);

const volume = (path: string) => `The volume is not encrypted: set ${path}encrypted to true.`;
describe(ebsVolumeEncrypted.name, () => {
  ruleCases<VolumeArgs>(ebsVolumeEncrypted, "aws:ebs/volume:Volume", [
    ["reports a plain volume", { encrypted: false }, [volume("")]],
    ["reports it when nothing is said", { size: 20 }, [volume("")]],
    ["accepts an encrypted volume", { encrypted: true }, []],
    ["leaves a restore to its snapshot", { snapshotId: "snap-0123" }, []],
  ]);
  ruleCases<InstanceArgs>(ebsVolumeEncrypted, "aws:ec2/instance:Instance", [
    ["reports the root volume that it has unsaid", {}, [volume("rootBlockDevice.")]],
    [
      "reports each further volume",
      {
        rootBlockDevice: { encrypted: true },
        ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: true }, { deviceName: "/dev/sdc" }],
      },
      [volume("ebsBlockDevices[1].")],
    ],
    ["accepts encrypted volumes", { rootBlockDevice: { encrypted: true } }, []],
    ["leaves the volumes to a launch template", { launchTemplate: { id: unknownValue } }, []],
    [
      "reports one that it describes beside a launch template",
      { launchTemplate: { name: "web" }, rootBlockDevice: { volumeSize: 20 } },
      [volume("rootBlockDevice.")],
    ],
  ]);
  ruleCases<SpotInstanceRequestArgs>(
    ebsVolumeEncrypted,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
    [
      ["reports the root volume", { instanceType: "t3.small" }, [volume("rootBlockDevice.")]],
      ["accepts an encrypted one", { rootBlockDevice: { encrypted: true } }, []],
    ],
  );
  ruleCases<LaunchConfigurationArgs>(
    ebsVolumeEncrypted,
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    [
      ["reports the root volume", { instanceType: "t3.small" }, [volume("rootBlockDevice.")]],
      ["accepts an encrypted one", { rootBlockDevice: { encrypted: true } }, []],
    ],
  );
  ruleCases<LaunchTemplateArgs>(ebsVolumeEncrypted, "aws:ec2/launchTemplate:LaunchTemplate", [
    [
      "reports a plain mapping",
      {
        blockDeviceMappings: [
          { deviceName: "/dev/sda", noDevice: "true" },
          { deviceName: "/dev/sdb", ebs: { encrypted: "false" } },
        ],
      },
      [volume("blockDeviceMappings[1].ebs.")],
    ],
    ["accepts an encrypted one", { blockDeviceMappings: [{ ebs: { encrypted: "true" } }] }, []],
    ["accepts none", {}, []],
  ]);
  ruleCases<ServiceArgs>(ebsVolumeEncrypted, "aws:ecs/service:Service", [
    [
      "reports a task's plain volume",
      { volumeConfiguration: { name: "data", managedEbsVolume: { roleArn: "arn" } } },
      [volume("volumeConfiguration.managedEbsVolume.")],
    ],
    [
      "accepts an encrypted one",
      {
        volumeConfiguration: {
          name: "data",
          managedEbsVolume: { roleArn: "arn", encrypted: true },
        },
      },
      [],
    ],
    ["accepts none", {}, []],
  ]);
});

const images = "Images are not encrypted with KMS: set encryptionConfigurations to type KMS.";
describeRule<RepositoryArgs>(ecrRepositoryEncrypted, "aws:ecr/repository:Repository", [
  [
    "reports S3's own encryption",
    { encryptionConfigurations: [{ encryptionType: "AES256" }] },
    [images],
  ],
  ["reports it when nothing is said", {}, [images]],
  ["reports a configuration without type", { encryptionConfigurations: [{}] }, [images]],
  ["accepts KMS", { encryptionConfigurations: [{ encryptionType: "KMS" }] }, []],
  ["accepts KMS twice over", { encryptionConfigurations: [{ encryptionType: "KMS_DSSE" }] }, []],
  [
    "accepts a key that is not known yet",
    { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: unknownValue }] },
    [],
  ],
]);

const mount = (...efs: NonNullable<unknown>[]) => ({
  volumes: efs.map((efsVolumeConfiguration, index) => ({
    name: `data-${index}`,
    efsVolumeConfiguration: { fileSystemId: "fs-0123", ...efsVolumeConfiguration },
  })),
});
const safe = { transitEncryption: "ENABLED", authorizationConfig: { iam: "ENABLED" } };
describeRule<TaskDefinitionArgs>(ecsTaskVolumeEncryption, "aws:ecs/taskDefinition:TaskDefinition", [
  [
    "reports a mount that says nothing",
    mount({}),
    [
      "Files travel in plain text: set volumes[0].efsVolumeConfiguration.transitEncryption to ENABLED.",
      "Any task in the network may mount it: set volumes[0].efsVolumeConfiguration.authorizationConfig.iam to ENABLED.",
    ],
  ],
  [
    "reports plain text",
    mount(safe, { ...safe, transitEncryption: "DISABLED" }),
    [
      "Files travel in plain text: set volumes[1].efsVolumeConfiguration.transitEncryption to ENABLED.",
    ],
  ],
  [
    "reports a mount without a role",
    mount({ ...safe, authorizationConfig: { accessPointId: "fsap-0123" } }),
    [
      "Any task in the network may mount it: set volumes[0].efsVolumeConfiguration.authorizationConfig.iam to ENABLED.",
    ],
  ],
  ["accepts a mount over TLS with a role", mount(safe), []],
  ["accepts volumes that are not EFS", { volumes: [{ name: "tmp" }] }, []],
  ["accepts no volume", {}, []],
]);
