import { expect } from "chai";
import * as fs from "node:fs";
import { type ProjectCopy, withProjectCopy } from "../stack/support/project-copy";

const COST_CENTER = "costCenter: order-management";
const PROGRAM = "services/order-management/index.ts";

describe("a mistake in the stack's file or the program stops `up` before anything is made:", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;

  withProjectCopy(made => (copy = made));

  /** Runs `up`, which must fail with the message, once as the reason, and leave nothing. */
  async function expectRefusal(message: string): Promise<void> {
    const { code, stderr } = await copy.run("up", ["--stack", "dev"]);
    expect(code, stderr).to.equal(1);
    expect(stderr).to.contain(message);
    expect(stderr).to.not.match(/^ {4,}at /m);
    expect(copy.stateOf("dev")).to.deep.equal([]);
  }

  const setting = (text: string) => `${COST_CENTER}\n  microservices-on-aws:${text}`;

  it("a missing owner", () =>
    copy.withEdit(
      "Pulumi.dev.yaml",
      "  microservices-on-aws:owner: order-management-team\n",
      "",
      () => expectRefusal("Stack 'dev' is missing configuration value 'owner'"),
    ));

  it("an unknown key and a value of the wrong type, both at once", () =>
    copy.withEdit(
      "Pulumi.dev.yaml",
      COST_CENTER,
      [
        setting("colour: blue"),
        "  microservices-on-aws:services:",
        "    order-service:",
        "      cpu: many",
      ].join("\n"),
      () =>
        expectRefusal(
          [
            "    error: the stack's settings are not valid:",
            '      services.order-service.cpu: got "many"; use a number',
            "      colour: unknown; use system, environment, owner, costCenter, certificateArn, domain, hostedZone, network, sleep, review, deployRole, alarmEmail, options, services",
          ].join("\n"),
        ),
    ));

  it("a size that Fargate does not have", () =>
    copy.withEdit(
      "Pulumi.dev.yaml",
      COST_CENTER,
      setting("services: { order-service: { cpu: 256, memory: 4096 } }"),
      () => expectRefusal("memory is 4096 MiB; with cpu 256 Fargate takes 512, 1024, 2048"),
    ));

  it("two services with one route", () =>
    copy.withEdit(PROGRAM, '["/api/invoices*"]', '["/api/orders*"]', async () => {
      await expectRefusal("invoice-service (/api/orders*) and order-service (/api/orders*)");
    }));

  it("an image without a Dockerfile", async () => {
    const context = "services/order-management/invoice-service";
    fs.renameSync(copy.path(context, "Dockerfile"), copy.path("Dockerfile"));
    try {
      await expectRefusal(
        `ContainerImage "invoice-service": there is no ${context}/Dockerfile; image.context is ` +
          `"${context}", a folder with a Dockerfile, from the project's root`,
      );
    } finally {
      fs.renameSync(copy.path("Dockerfile"), copy.path(context, "Dockerfile"));
    }
  });

  it("an encrypted value is no mistake: a word stands in its place where its key is not", () =>
    copy.withEdit(
      "Pulumi.dev.yaml",
      COST_CENTER,
      [
        setting("options:"),
        "    existingDatabase:",
        "      host: db.example.com",
        "      username: orders",
        "      cidrIpv4: 10.8.0.0/24",
        "      password:",
        "        secure: AAABADQ8MxNmJ8vV3b0=",
        "secretsprovider: awskms://alias/pulumi-state?region=us-east-1",
        "encryptedkey: AQICAHh",
      ].join("\n"),
      async () => {
        const { code, stdout, stderr } = await copy.run("preview", ["--stack", "dev"]);
        expect(code, stdout + stderr).to.equal(0);
      },
    ));
});
