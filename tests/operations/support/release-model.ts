import type { Service, Stack } from "../../../operations/stack";
import { ACCOUNT } from "./moto";
import { Recording, refusal } from "./recorded";
import { REGION } from "./account";

/** How a deployment that is asked for ends. */
export type Fate = "comesOut" | "fails";

/** A deployment as ECS remembers it. */
interface Deployment {
  arn: string;
  revision: string;
  status: string;
  at: number;
}

interface Known {
  service: Service;
  /** Images by the revision's number less one. */
  revisions: any[];
  /** The newest last. */
  deployments: Deployment[];
  /** ARN of the revision whose tasks run. */
  runs: string;
}

/** Seconds since 1970 at which a service was made. */
const MADE = 1_700_000_000;

/** Digest of an image by a letter. */
export const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

/** What of ECS, ECR and the load balancer's health takes part in a release; deployments end as `fate` says. */
export class ReleaseModel {
  fate: Fate = "comesOut";
  /** Tags to digests, the same in each repository. */
  images: Record<string, string> = { v1: digest("1"), v2: digest("2"), v3: digest("3") };
  readonly #services = new Map<string, Known>();
  #now = MADE;

  /** The services run v1, each deployed once. */
  constructor({ services }: Stack) {
    for (const service of services) {
      const known: Known = { service, revisions: [], deployments: [], runs: "" };
      this.#services.set(service.service, known);
      known.runs = this.#register(known, this.#definition(service, this.images.v1));
      this.#deploy(known, known.runs, "SUCCESSFUL");
    }
  }

  /** Number of the revision that a service runs. */
  runs(service: string): number {
    return Number(this.#of(service).runs.split(":").pop());
  }

  /** States of a service's deployments with their revisions' numbers, the oldest first. */
  history(service: string): string[] {
    return this.#of(service).deployments.map(
      ({ revision, status }) => `${revision.split(":").pop()} ${status}`,
    );
  }

  /** Registers a version's revision and leaves the service alone, as `pulumi up` does where CodeDeploy deploys. */
  register(service: string, version: string): void {
    const known = this.#of(service);
    this.#register(known, this.#definition(known.service, this.images[version]));
  }

  /** Begins to bring out a revision again, as a rollback does. */
  begin(service: string, number: number): void {
    const known = this.#of(service);
    this.#deploy(known, known.revisions[number - 1].taskDefinitionArn, "IN_PROGRESS");
  }

  /** Ends the deployment that is under way. */
  settle(service: string): void {
    const known = this.#of(service);
    const newest = known.deployments[known.deployments.length - 1];
    newest.status = "SUCCESSFUL";
    known.runs = newest.revision;
  }

  /** Brings out a version as `pulumi up` or a command did before. */
  deployed(service: string, version: string, status = "SUCCESSFUL"): void {
    const known = this.#of(service);
    const revision = this.#register(known, this.#definition(known.service, this.images[version]));
    this.#deploy(known, revision, status);
    known.runs = status === "SUCCESSFUL" ? revision : known.runs;
  }

  /** What is deployed from now on is deployed now, not when the services were made. */
  now(): void {
    this.#now = Math.floor(Date.now() / 1000) - 60;
  }

  /** Deregisters a revision, as the AWS provider does with one that it replaces. */
  deregister(service: string, number: number): void {
    this.#of(service).revisions[number - 1].status = "INACTIVE";
  }

  /** Forgets the deployments, as AWS does after 90 days. */
  forget(service: string): void {
    this.#of(service).deployments.length = 0;
  }

  /** Answers by which the deployment under way comes out after the second look at the services. */
  settling(service: string): Recording {
    const answers = this.answers();
    const look = answers.DescribeServices as (input: any) => object;
    let looks = 0;
    return {
      DescribeServices: (input: any) => {
        if (++looks === 2) {
          this.settle(service);
        }
        return look(input);
      },
    };
  }

  answers(): Recording {
    return {
      DescribeRepositories: ({ repositoryNames: [name] }) => ({
        repositories: [{ repositoryUri: `${this.#registry()}/${name}` }],
      }),
      DescribeImages: ({ imageIds: [{ imageTag, imageDigest }] }) => {
        const found = Object.entries(this.images).find(
          ([tag, digest]) => tag === imageTag || digest === imageDigest,
        );
        return found === undefined
          ? refusal("ImageNotFoundException")
          : { imageDetails: [{ imageDigest: found[1] }] };
      },
      DescribeTaskDefinition: ({ taskDefinition }) => this.#describe(taskDefinition),
      ListTaskDefinitions: ({ familyPrefix }) => ({
        taskDefinitionArns: this.#family(familyPrefix)
          .revisions.filter(({ status }) => status === "ACTIVE")
          .map(({ taskDefinitionArn }) => taskDefinitionArn),
      }),
      RegisterTaskDefinition: input => {
        const known = this.#family(input.family);
        this.#register(known, input);
        return { taskDefinition: known.revisions[known.revisions.length - 1] };
      },
      DescribeServices: ({ services }) => ({
        services: services.map((name: string) => this.#look(name)),
      }),
      UpdateService: ({ service, taskDefinition }) => this.#update(service, taskDefinition),
      ListServiceDeployments: ({ service }) => ({
        serviceDeployments: this.#of(service).deployments.map(({ arn, status, at }) => ({
          serviceDeploymentArn: arn,
          targetServiceRevisionArn: arn,
          status,
          createdAt: at,
        })),
      }),
      DescribeServiceRevisions: ({ serviceRevisionArns }) => ({
        serviceRevisions: [...this.#services.values()]
          .flatMap(({ deployments }) => deployments)
          .filter(({ arn }) => serviceRevisionArns.includes(arn))
          .map(({ arn, revision }) => ({ serviceRevisionArn: arn, taskDefinition: revision })),
      }),
      StopServiceDeployment: ({ serviceDeploymentArn }) => {
        const stopped = [...this.#services.values()]
          .flatMap(({ deployments }) => deployments)
          .find(({ arn }) => arn === serviceDeploymentArn);
        (stopped as Deployment).status = "ROLLBACK_SUCCESSFUL";
        return { serviceDeploymentArn };
      },
      ListTasks: { taskArns: [] },
    };
  }

  #registry() {
    return `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
  }

  #of(service: string): Known {
    return this.#services.get(service) as Known;
  }

  #family(family: string): Known {
    return [...this.#services.values()].find(({ service }) => service.family === family) as Known;
  }

  #definition({ family, container, image }: Service, imageDigest: string): object {
    return {
      family,
      cpu: "256",
      containerDefinitions: [
        { name: "proxy", image: "public.ecr.aws/proxy:1" },
        { name: container, image: `${this.#registry()}/${image.repository}@${imageDigest}` },
      ],
    };
  }

  #register(known: Known, { tags: _, ...input }: any): string {
    const revision = known.revisions.length + 1;
    const arn = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/${input.family}:${revision}`;
    known.revisions.push({
      ...input,
      taskDefinitionArn: arn,
      revision,
      status: "ACTIVE",
      registeredAt: this.#now++,
    });
    return arn;
  }

  #deploy(known: Known, revision: string, status: string): void {
    const arn = `${known.service.service}/${known.deployments.length}`;
    known.deployments.push({ arn, revision, status, at: this.#now++ });
  }

  #describe(named: string): object {
    const short = named.split("/").pop() ?? "";
    const [family, number] = short.split(":");
    const { revisions } = this.#family(family);
    const active = revisions.filter(({ status }) => status === "ACTIVE");
    return {
      taskDefinition:
        number === undefined ? active[active.length - 1] : revisions[Number(number) - 1],
      tags: [{ key: "Application", value: "shop" }],
    };
  }

  #update(service: string, taskDefinition: string): object {
    const known = this.#of(service);
    const status = { comesOut: "SUCCESSFUL", fails: "ROLLBACK_SUCCESSFUL" }[this.fate];
    this.#deploy(known, taskDefinition, status);
    known.runs = status === "SUCCESSFUL" ? taskDefinition : known.runs;
    return { service: { serviceName: service } };
  }

  /** While a deployment is under way it is the primary one; one that failed gives way to the one before. */
  #look(service: string): object {
    const { deployments, runs } = this.#of(service);
    const newest = deployments.at(-1);
    const primary =
      newest?.status === "IN_PROGRESS"
        ? { taskDefinition: newest.revision, rolloutState: "IN_PROGRESS" }
        : { taskDefinition: runs, rolloutState: "COMPLETED" };
    const failed =
      newest?.status === "ROLLBACK_SUCCESSFUL"
        ? [
            {
              status: "ACTIVE",
              taskDefinition: newest.revision,
              rolloutState: "FAILED",
              rolloutStateReason: "tasks failed to start",
            },
          ]
        : [];
    return {
      serviceName: service,
      status: "ACTIVE",
      createdAt: MADE,
      runningCount: 2,
      desiredCount: 2,
      deployments: [{ id: "ecs-svc/1", status: "PRIMARY", ...primary }, ...failed],
    };
  }
}
