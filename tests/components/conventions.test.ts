import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { existsSync } from "fs";

import * as components from "../../components";
import { Environment } from "../../components";
import { record, Recording, Registration } from "../support/mocks";
import { platformOf } from "../support/platform";
import { Subject, subjects } from "../support/subjects";
import { valueOf } from "../support/values";

const exported = Object.entries(components)
  .filter(([, value]) => (value as any).prototype instanceof pulumi.ComponentResource)
  .map(([name]) => name);

/** One component made under another, with what else a caller may ask of it. */
interface Made {
  recording: Recording;
  component: any;
  self: Registration;
  /** What was registered after it was asked for. */
  owned: readonly Registration[];
  /** Types that a caller's transformation saw. */
  seen: readonly string[];
}

class Holder extends pulumi.ComponentResource {
  constructor() {
    super("test:holder:Holder", "holder");
  }
}

describe("every component", () => {
  it("has an entry in the table of subjects", () => {
    expect(exported).to.have.members(Object.keys(subjects));
  });

  const cases = Object.entries(subjects).flatMap(([name, subject]) =>
    (["dev", "prod"] as const).map(environment => [name, subject, environment] as const),
  );
  for (const [name, subject, environment] of cases) {
    describe(`${name} in ${environment}`, () => {
      let made: Made;
      before(async () => (made = await make(subject, environment)));

      it("has the type of its module and class", () => {
        const [project, module, type] = subject.component.__pulumiType.split(":");
        expect([project, type]).to.deep.equal(["infra", name]);
        const files = [`${module}.ts`, `${module}/${module}.ts`].map(file => `components/${file}`);
        expect(files.some(existsSync), `there is no ${files.join(" or ")}`).to.equal(true);
      });

      it("owns all it makes", () => {
        expect(made.owned).to.not.deep.equal([]);
        for (const { urn } of made.owned) {
          expect(urn).to.contain(`${subject.component.__pulumiType}$`);
        }
      });

      it("names all it makes after itself", () => {
        for (const { urn } of made.owned) {
          expect(urn.split("::").slice(3).join("::")).to.match(/^subject(-|$)/);
        }
      });

      it("makes no two resources of one type and name", () => {
        const urns = made.owned.map(({ urn }) => urn);
        expect(urns).to.deep.equal([...new Set(urns)]);
      });

      it("lies under the parent it is given", () => {
        expect(made.self.options.parent).to.match(/::test:holder:Holder::holder$/);
      });

      it("hands its caller's transformations to all it makes", () => {
        expect(made.seen).to.have.members([made.self, ...made.owned].map(({ type }) => type));
      });

      it("hands its caller's protection to all it makes", () => {
        const open = made.owned.filter(({ options }) => !options.protect).map(({ urn }) => urn);
        expect(open).to.deep.equal([]);
      });

      it("registers fields of its own as outputs", async () => {
        const outputs = made.recording.outputs.get(made.self.urn);
        expect(Object.keys(outputs ?? {})).to.deep.equal(OUTPUTS[name]);
        for (const [key, value] of Object.entries(outputs ?? {})) {
          expect(value, key).to.equal(await valueOf(made.component[key]));
        }
      });
    });
  }
});

/** What each component shows in the engine's state; a Platform shows its parts. */
const OUTPUTS: Readonly<Record<string, string[]>> = {
  Alarms: ["topicArn"],
  BackupPlan: ["vaultArn", "vaultName"],
  Cache: ["host", "replicationGroupId"],
  AuditTrail: ["bucketName", "trailArn"],
  Bucket: ["bucketName"],
  Broker: ["serviceName", "taskDefinitionArn"],
  Cluster: ["arn", "namespaceId"],
  CodeDeployApplication: ["arn"],
  ContainerImage: ["digestUri"],
  Dashboard: ["dashboardName", "url"],
  Database: ["credentialsArn", "endpoint"],
  Dns: ["certificateArn", "url"],
  DeployRole: ["roleArn"],
  EncryptionKey: ["alias", "arn"],
  FileSystem: ["arn", "fileSystemId"],
  ExistingDatabase: ["credentialsArn", "endpoint"],
  LoadBalancer: ["arn", "dnsName", "url"],
  MicroService: ["serviceName", "taskDefinitionArn"],
  MigrationTask: ["taskDefinitionArn"],
  Network: ["vpcId"],
  Platform: [],
  Telemetry: ["queryUrl"],
  Secret: ["arn", "secretName"],
  StaticSite: ["bucketName", "distributionId", "url"],
};

async function make(subject: Subject<any>, environment: Environment): Promise<Made> {
  const prepare = () => subject.args({ main: platformOf(environment) });
  const before = await record(prepare);
  const seen: string[] = [];
  const recording = await record(() => {
    return new subject.component("subject", prepare(), {
      parent: new Holder(),
      protect: true,
      transformations: [
        ({ type }) => {
          seen.push(type);
          return undefined;
        },
      ],
    });
  });
  const known = new Set(before.resources.map(({ urn }) => urn));
  const added = recording.resources.filter(
    ({ urn, type }) => !known.has(urn) && type !== "test:holder:Holder",
  );
  const { __pulumiType } = subject.component;
  const self = added.find(({ type }) => type === __pulumiType);
  if (self === undefined) {
    throw new Error(`no ${__pulumiType} was registered`);
  }
  return {
    recording,
    component: recording.result,
    self,
    owned: added.filter(registration => registration !== self),
    seen,
  };
}
