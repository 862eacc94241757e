import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { containerOf } from "../support/documents";
import { openPorts } from "./support/reach";
import { namesOf, recordSystem, SystemRecording } from "./support/systems";

/** In the order in which they are deployed. */
const SERVICES = [
  "auth-service",
  "event-service",
  "ticket-service",
  "payment-service",
  "notification-service",
];

const CONFIGURATIONS = {
  dev: "CodeDeployDefault.ECSAllAtOnce",
  prod: "CodeDeployDefault.ECSCanary10Percent5Minutes",
};

for (const stack of ["dev", "prod"] as const) {
  describe(`Event booking in ${stack}`, () => {
    let recording: SystemRecording;
    before(async () => (recording = await recordSystem("event-booking", stack)));

    describe("by CodeDeploy", () => {
      it("has one application and a deployment group for each service", () => {
        const { inputs } = recording.only(aws.codedeploy.Application);
        expect(inputs).to.include({ computePlatform: "ECS", name: `event-booking-${stack}` });
        const groups = recording.all(aws.codedeploy.DeploymentGroup);
        expect(namesOf(groups)).to.deep.equal([...SERVICES].sort());
        for (const group of groups) {
          expect(group.inputs).to.deep.include({
            appName: `event-booking-${stack}`,
            deploymentStyle: {
              deploymentType: "BLUE_GREEN",
              deploymentOption: "WITH_TRAFFIC_CONTROL",
            },
            ecsService: {
              clusterName: `event-booking-cluster-${stack}`,
              serviceName: group.name,
            },
          });
        }
      });

      for (const service of SERVICES) {
        describe(service, () => {
          const group = () => recording.only(aws.codedeploy.DeploymentGroup, service).inputs;
          const running = () => recording.only(aws.ecs.Service, service);

          it("ends blue five minutes after the requests have moved", () => {
            const { terminateBlueInstancesOnDeploymentSuccess, deploymentReadyOption } =
              group().blueGreenDeploymentConfig;
            expect(terminateBlueInstancesOnDeploymentSuccess).to.deep.equal({
              action: "TERMINATE",
              terminationWaitTimeInMinutes: 5,
            });
            expect(deploymentReadyOption.actionOnTimeout).to.equal("CONTINUE_DEPLOYMENT");
          });

          it("goes back by itself after a failure and at an alarm", () => {
            expect(group().autoRollbackConfiguration).to.deep.equal({
              enabled: true,
              events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
            });
            const alarms: string[] = group().alarmConfiguration?.alarms ?? [];
            expect(alarms.map(name => name.replace(/-\w{7}$/, ""))).to.deep.equal(
              stack === "prod" ? [`${service}-5xx`, `${service}-unhealthy`] : [],
            );
          });

          it("moves the requests as the environment asks", () => {
            expect(group().deploymentConfigName).to.equal(CONFIGURATIONS[stack]);
          });

          it("moves them between a blue and a green group, on the listener with the rules", () => {
            const { prodTrafficRoute, targetGroups } = group().loadBalancerInfo.targetGroupPairInfo;
            expect(targetGroups).to.deep.equal([
              { name: `${service}-blue-${stack}` },
              { name: `${service}-green-${stack}` },
            ]);
            const rule = recording.only(aws.lb.ListenerRule, `${service}-production`);
            expect(prodTrafficRoute.listenerArns).to.deep.equal([rule.inputs.listenerArn]);
            expect(rule.options.ignoreChanges).to.deep.equal(["actions"]);
            const weights = rule.inputs.actions[0].forward.targetGroups;
            expect(weights.map(({ weight }: any) => weight)).to.deep.equal([100, 0]);
          });

          it("leaves to CodeDeploy what it changes in the service", () => {
            const { inputs, options } = running();
            expect(inputs.deploymentController).to.deep.equal({ type: "CODE_DEPLOY" });
            expect(options.ignoreChanges).to.have.members([
              "desiredCount",
              "loadBalancers",
              "taskDefinition",
              "networkConfiguration",
              "capacityProviderStrategies",
            ]);
            expect(inputs).to.not.have.any.keys(
              "deploymentCircuitBreaker",
              "deploymentConfiguration",
            );
          });

          it("has two minutes for the JVM to start, before any check counts", () => {
            const { healthCheck } = containerOf(recording, service);
            expect(healthCheck.startPeriod).to.equal(120);
            expect(healthCheck.command.join(" ")).to.contain("127.0.0.1:8080/actuator/health ");
            expect(running().inputs.healthCheckGracePeriodSeconds).to.equal(120);
          });

          it("keeps its sessions in the cache and its records in the database", () => {
            const names = containerOf(recording, service).secrets.map((s: any) => s.name);
            expect(names).to.have.members(["DATABASE_URL", "REDIS_URL"]);
            const cache = recording.only(aws.elasticache.ReplicationGroup);
            const database = recording.only(aws.rds.Instance);
            expect(openPorts(recording, running(), cache)).to.deep.equal(["6379"]);
            expect(openPorts(recording, running(), database)).to.deep.equal(["5432"]);
          });

          it("runs with the environment's profile", () => {
            expect(containerOf(recording, service).environment).to.deep.include({
              name: "SPRING_PROFILES_ACTIVE",
              value: stack,
            });
          });
        });
      }
    });

    it("deploys one service after the other, each after all before it", () => {
      const dependencies = SERVICES.map(service =>
        recording
          .only(aws.ecs.Service, service)
          .options.dependencies.flatMap(urn => /ecs\/service:Service::(.+)$/.exec(urn)?.[1] ?? []),
      );
      expect(dependencies).to.deep.equal([[], ...SERVICES.slice(0, -1).map(name => [name])]);
    });

    it("waits for a service's deployment group before the next service", () => {
      for (const [index, service] of SERVICES.slice(1).entries()) {
        const { dependencies } = recording.only(aws.ecs.Service, service).options;
        const { urn } = recording.only(aws.codedeploy.DeploymentGroup, SERVICES[index]);
        expect(dependencies, service).to.include(urn);
      }
    });

    it("reaches S3 through an endpoint, and in prod the services of AWS too", () => {
      const names = recording
        .all(aws.ec2.VpcEndpoint)
        .map(({ inputs }) => inputs.serviceName.replace("com.amazonaws.us-east-1.", ""));
      expect(names).to.have.members(
        stack === "prod" ? ["s3", "ecr.api", "ecr.dkr", "logs", "ssm"] : ["s3"],
      );
    });

    it("has a NAT gateway in each of three zones in prod, one in dev", () => {
      const { inputs } = recording.resources.find(({ type }) => type === "awsx:ec2:Vpc")!;
      expect(inputs.numberOfAvailabilityZones).to.equal(stack === "prod" ? 3 : 2);
      expect(inputs.natGateways.strategy).to.equal(stack === "prod" ? "OnePerAz" : "Single");
    });
  });
}

describe("Event booking's edge in prod", () => {
  let recording: SystemRecording;
  before(async () => (recording = await recordSystem("event-booking", "prod")));

  it("answers on HTTPS, with the certificate of the stack", () => {
    const { inputs } = recording.only(aws.lb.Listener, "event-booking-alb-https");
    expect(inputs).to.include({ port: 443, protocol: "HTTPS" });
    expect(inputs.certificateArn).to.match(/^arn:aws:acm:us-east-1:123456789012:certificate\//);
    expect(inputs.sslPolicy).to.match(/TLS13/);
  });

  it("sends HTTP there", () => {
    const { inputs } = recording.only(aws.lb.Listener, "event-booking-alb-http");
    expect(inputs.defaultActions).to.deep.equal([
      {
        type: "redirect",
        redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
      },
    ]);
  });

  it("has the firewall in front, and does not route the checks' path", () => {
    expect(recording.all(aws.wafv2.WebAclAssociation)).to.have.length(1);
    const paths = recording
      .all(aws.lb.ListenerRule)
      .flatMap(({ inputs }) => inputs.conditions[0].pathPattern.values);
    expect(paths).to.have.length(10);
    expect(paths.filter((path: string) => !/^\/api\/[a-z]+(\/\*)?$/.test(path))).to.deep.equal([]);
  });
});

describe("Event booking by ECS alone", () => {
  let recording: SystemRecording;
  before(async () => {
    const options = { deployment: "blueGreen" };
    recording = await recordSystem("event-booking", "prod", { options });
  });

  it("has nothing of CodeDeploy, no role for it either", () => {
    expect(recording.resources.filter(({ type }) => /code-?deploy/i.test(type))).to.deep.equal([]);
    const trusts = recording.all(aws.iam.Role).map(({ inputs }) => inputs.assumeRolePolicy);
    expect(trusts.join()).to.not.contain("codedeploy");
  });

  for (const service of SERVICES) {
    it(`moves the requests of ${service} from blue to green, with five minutes to go back`, () => {
      const { inputs, options } = recording.only(aws.ecs.Service, service);
      expect(inputs.deploymentController).to.deep.equal({ type: "ECS" });
      expect(inputs.deploymentConfiguration).to.deep.include({
        strategy: "BLUE_GREEN",
        bakeTimeInMinutes: "5",
      });
      expect(inputs.deploymentCircuitBreaker).to.deep.equal({ enable: true, rollback: true });
      expect(options.ignoreChanges).to.not.include("taskDefinition");
      const { alternateTargetGroupArn, roleArn } = inputs.loadBalancers[0].advancedConfiguration;
      expect(alternateTargetGroupArn).to.contain(`:targetgroup/${service}-green-prod/`);
      expect(roleArn).to.be.a("string").that.is.not.empty;
    });
  }
});

describe("Event booking in rolling updates", () => {
  it("has one target group for each service, and nothing to shift", async () => {
    const options = { deployment: "rolling" };
    const recording = await recordSystem("event-booking", "prod", { options });
    expect(namesOf(recording.all(aws.lb.TargetGroup))).to.deep.equal([...SERVICES].sort());
    for (const { inputs } of recording.all(aws.ecs.Service)) {
      expect(inputs.deploymentConfiguration.strategy).to.equal("ROLLING");
    }
  });
});
