import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { containerOf, statementsOf } from "../support/documents";
import { valueOf } from "../support/values";
import { readPage } from "./documented/page";
import { openPorts } from "./support/reach";
import { arn, namesOf, recordSystem, SystemRecording } from "./support/systems";

const SERVICES = readPage().ecommerce.services.map(({ service }) => service);

/** The secrets that an operator puts, and the variables that they reach containers as. */
const SECRETS = {
  "jwt/public-key": ["JWT_PUBLIC_KEY"],
  "jwt/private-key": ["JWT_PRIVATE_KEY", "JWT_SECRET"],
  "sentry/dsn": ["SENTRY_DSN"],
  "new-relic/license-key": ["NEW_RELIC_LICENSE_KEY"],
  "stripe/api-key": ["STRIPE_API_KEY"],
  "stripe/webhook-secret": ["STRIPE_WEBHOOK_SECRET"],
  "paypal/client-id": ["PAYPAL_CLIENT_ID"],
  "paypal/client-secret": ["PAYPAL_CLIENT_SECRET"],
  "sendgrid/api-key": ["SENDGRID_API_KEY"],
};

const PANELS = [
  "Request rate",
  "Error rate",
  "Response time",
  "Open connections to the load balancer",
  "Database connections",
  "Cache hit rate",
];

for (const stack of ["dev", "prod"] as const) {
  describe(`E-commerce in ${stack}`, () => {
    let recording: SystemRecording;
    before(async () => (recording = await recordSystem("ecommerce", stack)));

    const root = stack === "prod" ? "/ecommerce" : "/ecommerce/dev";

    for (const service of SERVICES) {
      it(`asks whether ${service} lives in the container, whether it is ready at the load balancer`, () => {
        const { command, ...timing } = containerOf(recording, service).healthCheck;
        expect(command.join(" ")).to.contain("http://127.0.0.1:3000/health ");
        expect(timing).to.deep.equal({ interval: 10, timeout: 5, retries: 3, startPeriod: 30 });
        expect(recording.only(aws.lb.TargetGroup, service).inputs.healthCheck).to.deep.include({
          path: "/ready",
          interval: 5,
          timeout: 2,
          unhealthyThreshold: 3,
          matcher: "200",
        });
      });

      it(`gives ${service} its documented variables`, () => {
        const { environment } = containerOf(recording, service);
        const values = Object.fromEntries(environment.map(({ name, value }: any) => [name, value]));
        expect(values).to.include({
          NODE_ENV: "production",
          PORT: "3000",
          API_VERSION: "v1",
          AWS_REGION: "us-east-1",
          DATABASE_POOL_MIN: "2",
          DATABASE_POOL_MAX: "10",
          REDIS_TTL: "3600",
          JWT_EXPIRY: "24h",
          JWT_REFRESH_EXPIRY: "7d",
          EMAIL_FROM: "noreply@ecommerce.com",
        });
        expect(values).to.not.have.any.keys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
      });
    }

    for (const [path, variables] of Object.entries(SECRETS)) {
      const readers = readPage()
        .ecommerce.services.filter(({ secrets }) => secrets.split(" ").includes(variables[0]))
        .map(({ service }) => service);

      it(`lets ${readers.join(", ")} and nobody else read ${path}`, () => {
        const secret = arn("secretsmanager", `secret:${root}/${path}-??????`);
        const roles = recording
          .all(aws.iam.RolePolicy)
          .filter(({ inputs }) => inputs.policy.includes(`${root}/${path}`));
        expect(namesOf(roles)).to.deep.equal(readers.map(name => `${name}-execution`).sort());
        for (const { name } of roles) {
          const reads = statementsOf(recording, name).filter(({ Action }) =>
            Action.includes("secretsmanager:GetSecretValue"),
          );
          expect(reads).to.have.length(1);
          expect(reads[0].Resource, name).to.include(secret);
        }
      });

      it(`hands ${path} over as ${variables.join(" and ")}`, () => {
        for (const service of SERVICES) {
          const named = containerOf(recording, service)
            .secrets.filter(({ valueFrom }: any) => valueFrom.includes(`${root}/${path}-`))
            .map(({ name }: any) => name);
          expect(named, service).to.have.members(readers.includes(service) ? variables : []);
        }
      });
    }

    it("has no secret besides, and makes no value for an operator's", () => {
      const names = recording.all(aws.secretsmanager.Secret).map(({ inputs }) => inputs.name);
      expect(names).to.have.members(
        [...Object.keys(SECRETS), "database/credentials"].map(path => `${root}/${path}`),
      );
      expect(namesOf(recording.all(aws.secretsmanager.SecretVersion))).to.deep.equal([
        "ecommerce-credentials",
      ]);
    });

    it("signs with a key of its own: JWT_SECRET is the private one, at the user service alone", () => {
      const { secrets } = containerOf(recording, "user-service");
      const from = (variable: string) =>
        secrets.find(({ name }: any) => name === variable)?.valueFrom;
      expect(from("JWT_SECRET")).to.contain("/jwt/private-key-").and.equal(from("JWT_PRIVATE_KEY"));
      expect(from("JWT_PUBLIC_KEY")).to.contain("/jwt/public-key-");
    });

    it("has the cache in cluster mode, spread over zones in prod", () => {
      const prod = stack === "prod";
      const { inputs } = recording.only(aws.elasticache.ReplicationGroup);
      expect(inputs).to.include({
        clusterMode: "enabled",
        numNodeGroups: prod ? 2 : 1,
        replicasPerNodeGroup: prod ? 1 : 0,
        transitEncryptionEnabled: true,
        atRestEncryptionEnabled: true,
        multiAzEnabled: prod,
      });
      for (const service of SERVICES) {
        expect(containerOf(recording, service).environment).to.deep.include({
          name: "REDIS_CLUSTER",
          value: "true",
        });
      }
    });

    it("has the files of the shop and the images of products behind one distribution", () => {
      const { origins, orderedCacheBehaviors, defaultCacheBehavior } = recording.only(
        aws.cloudfront.Distribution,
      ).inputs;
      const from = (id: string) => origins.find(({ originId }: any) => originId === id);
      const bucket = (name: string) => recording.only(aws.s3.Bucket, name).inputs.bucket;
      const at = (path: string) =>
        from(orderedCacheBehaviors.find((b: any) => b.pathPattern === path).targetOriginId);
      const files = from(defaultCacheBehavior.targetOriginId);
      expect(files.domainName).to.equal(`${bucket("shop")}.s3.us-east-1.amazonaws.com`);
      expect(at("/images/*").domainName).to.equal(`${bucket("images")}.s3.us-east-1.amazonaws.com`);
      expect(at("/api/*").customOriginConfig).to.be.an("object");
      for (const origin of [files, at("/images/*")]) {
        expect(origin.originAccessControlId).to.be.a("string").that.is.not.empty;
      }
    });

    it("lets the product service alone write images, which go to Glacier after a year", () => {
      const { bucket } = recording.only(aws.s3.Bucket, "images").inputs;
      const writers = recording
        .all(aws.iam.RolePolicy)
        .filter(({ inputs }) => inputs.policy.includes(`arn:aws:s3:::${bucket}`));
      expect(namesOf(writers)).to.deep.equal(["product-service-task"]);
      expect(containerOf(recording, "product-service").environment).to.deep.include({
        name: "S3_BUCKET_NAME",
        value: bucket,
      });
      const { rules } = recording.only(aws.s3.BucketLifecycleConfiguration, "images").inputs;
      const transitions = rules.flatMap((rule: any) => rule.transitions ?? []);
      expect(transitions).to.deep.include({ days: 365, storageClass: "GLACIER_IR" });
    });

    it("shows the documented six panels, with each service's requests", () => {
      const { widgets } = JSON.parse(recording.only(aws.cloudwatch.Dashboard).inputs.dashboardBody);
      const titles = widgets.map(({ properties }: any) => properties.title);
      expect(titles).to.deep.equal(PANELS);
      for (const { properties } of widgets) {
        expect(properties.metrics, properties.title).to.not.be.empty;
      }
      for (const service of SERVICES) {
        expect(JSON.stringify(widgets[0])).to.contain(`"label":"${service}"`);
      }
      expect(JSON.stringify(widgets[2])).to.match(/p50.*p95.*p99/);
    });

    it("names where it is and where files go", async () => {
      const outputs = await recording.result;
      const output = (name: string) => valueOf(pulumi.output(outputs[name]));
      expect(await output("siteUrl")).to.match(/^https:\/\/[a-z0-9]+\.cloudfront\.net$/);
      for (const [name, bucket] of [
        ["siteBucketName", "shop"],
        ["imageBucketName", "images"],
      ]) {
        expect(await output(name)).to.equal(recording.only(aws.s3.Bucket, bucket).inputs.bucket);
      }
      expect(await output("dashboardUrl")).to.contain(`ecommerce-${stack}`);
    });

    it("makes the tables before the first service starts", () => {
      const { urn } = recording.resources.find(
        ({ type, name }) => type === "pulumi-nodejs:dynamic:Resource" && name === "migration",
      )!;
      for (const { name, options } of recording.all(aws.ecs.Service)) {
        expect(options.dependencies, name).to.include(urn);
      }
    });
  });
}

describe("E-commerce's safeguards in prod", () => {
  let recording: SystemRecording;
  before(async () => (recording = await recordSystem("ecommerce", "prod")));

  it("reads from a replica of the database, by DATABASE_REPLICA_URL", () => {
    expect(recording.only(aws.rds.Instance, "ecommerce-replica").inputs).to.include({
      replicateSourceDb: "ecommerce-prod",
      publiclyAccessible: false,
    });
    const parameter = recording.only(aws.ssm.Parameter, "ecommerce-replica-url").inputs;
    expect(parameter).to.include({ type: "SecureString", name: "/ecommerce/database/replica-url" });
    expect(parameter.value).to.contain("@ecommerce-prod-replica.");
  });

  it("has a proxy in front of the database, whose URL is the services' own, over TLS", () => {
    expect(recording.only(aws.rds.Proxy).inputs).to.include({
      name: "ecommerce-prod",
      engineFamily: "POSTGRESQL",
      requireTls: true,
    });
    expect(recording.only(aws.rds.ProxyTarget).inputs).to.include({
      dbInstanceIdentifier: "ecommerce-prod",
    });
    const url = recording
      .all(aws.ssm.Parameter)
      .find(({ inputs }) => inputs.name === "/ecommerce/database/url")!.inputs.value;
    expect(url).to.contain("@ecommerce-prod.proxy-");
    const proxy = recording.only(aws.rds.Proxy);
    for (const service of recording.all(aws.ecs.Service)) {
      expect(openPorts(recording, service, proxy), service.name).to.deep.equal(["5432"]);
    }
    expect(
      openPorts(recording, proxy, recording.only(aws.rds.Instance, "ecommerce")),
    ).to.deep.equal(["5432"]);
  });

  it("keeps seven days to any second, weekly backups 30 days, monthly ones a year", () => {
    const { inputs } = recording.only(aws.rds.Instance, "ecommerce");
    expect(inputs.backupRetentionPeriod).to.equal(7);
    const { rules } = recording.only(aws.backup.Plan).inputs;
    const vault = "arn:aws:backup:us-west-2:123456789012:backup-vault:ecommerce-prod";
    expect(
      rules.map(({ ruleName, schedule, lifecycle, copyActions }: any) => ({
        ruleName,
        schedule,
        days: lifecycle.deleteAfter,
        copies: copyActions,
      })),
    ).to.deep.equal(
      [
        ["weekly", "cron(0 5 ? * SUN *)", 30],
        ["monthly", "cron(0 5 1 * ? *)", 365],
      ].map(([ruleName, schedule, days]) => ({
        ruleName,
        schedule,
        days,
        copies: [{ destinationVaultArn: vault, lifecycle: { deleteAfter: days } }],
      })),
    );
    expect(recording.only(aws.backup.Selection).inputs.resources).to.deep.equal([
      arn("rds", "db:ecommerce-prod"),
    ]);
  });

  it("has a second region with a vault, the seven days and a key of its own", () => {
    const there = "us-west-2";
    const key = recording.only(aws.kms.Key, "ecommerce-recovery");
    expect(key.inputs.region).to.equal(there);
    const vault = recording.only(aws.backup.Vault, "ecommerce-copy");
    expect(vault.inputs).to.include({ name: "ecommerce-prod", region: there });
    const copies = recording.only(aws.rds.InstanceAutomatedBackupsReplication);
    expect(copies.inputs).to.include({ region: there, retentionPeriod: 7 });
    expect(vault.options.propertyDependencies.kmsKeyArn).to.deep.equal([key.urn]);
    expect(copies.options.propertyDependencies.kmsKeyId).to.deep.equal([key.urn]);
  });

  it("copies to the region that the stack names", async () => {
    const options = { recoveryRegion: "eu-west-1" };
    const elsewhere = await recordSystem("ecommerce", "prod", { options });
    expect(elsewhere.only(aws.kms.Key, "ecommerce-recovery").inputs.region).to.equal("eu-west-1");
    const { rules } = elsewhere.only(aws.backup.Plan).inputs;
    for (const { copyActions } of rules) {
      expect(copyActions[0].destinationVaultArn).to.contain(":backup:eu-west-1:");
    }
  });

  it("has the firewall in front, with AWS's rules", () => {
    expect(recording.all(aws.wafv2.WebAclAssociation)).to.have.length(1);
    const groups = recording
      .only(aws.wafv2.WebAcl)
      .inputs.rules.map(({ statement }: any) => statement.managedRuleGroupStatement?.name);
    expect(groups).to.include.members([
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesSQLiRuleSet",
    ]);
  });

  it("has none of them in dev", async () => {
    const dev = await recordSystem("ecommerce", "dev");
    for (const type of [
      aws.rds.Proxy,
      aws.backup.Plan,
      aws.backup.Vault,
      aws.rds.InstanceAutomatedBackupsReplication,
      aws.wafv2.WebAcl,
    ]) {
      expect(dev.all(type), type.name).to.deep.equal([]);
    }
    expect(dev.all(aws.rds.Instance)).to.have.length(1);
  });
});
