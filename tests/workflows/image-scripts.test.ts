import { expect } from "chai";

import { Fakes, withFakes } from "./support/fakes";
import { outputs, service } from "./support/outputs";

const DIGEST = `sha256:${"a".repeat(64)}`;
const OTHER = `sha256:${"b".repeat(64)}`;
const REGISTRY = "123456789012.dkr.ecr.us-east-1.amazonaws.com";

const KNOWN = `echo '["orders", "bills", "portal"]'`;

describe("the scripts that bring images", () => {
  let fakes: Fakes;
  withFakes(current => (fakes = current));

  describe("services-with-code.sh", () => {
    const namesOf = (printed: string) => {
      fakes.fake("npx", KNOWN);
      fakes.fake("pulumi", `echo '${printed}'`);
      return fakes.run("services-with-code.sh", ["dev"]);
    };

    it("has those that build code of their own and are still in the program", () => {
      const { stdout, status } = namesOf(
        outputs(
          service("orders", "services/shop/orders"),
          service("portal", "services/reference"),
          service("gone", "services/shop/gone"),
        ),
      );
      expect([status, JSON.parse(stdout)]).to.deep.equal([0, ["orders"]]);
    });

    it("has none of a stack that is not up yet, and says so", () => {
      const { stdout, stderr, status } = namesOf("{}");
      expect([status, stdout]).to.deep.equal([0, "[]\n"]);
      expect(stderr).to.contain("dev has no service with code that is up");
    });

    it("fails when the stack cannot be read", () => {
      fakes.fake("npx", KNOWN);
      fakes.fake("pulumi", "echo 'no stack named dev' >&2; exit 255");
      expect(fakes.run("services-with-code.sh", ["dev"]).status).to.not.equal(0);
    });
  });

  describe("set-images.sh", () => {
    const image = `${REGISTRY}/shop/orders@${DIGEST}`;
    const input = JSON.stringify([{ service: "orders", image }]);

    it("sets each service's image, and takes away a tag, which would contradict it", () => {
      fakes.fake("pulumi", "");
      const { calls, status } = fakes.run("set-images.sh", ["dev"], { input });
      expect(status).to.equal(0);
      expect(calls).to.deep.equal([
        "pulumi config rm --stack dev --path microservices-on-aws:services.orders.tag",
        `pulumi config set --stack dev --plaintext --path microservices-on-aws:services.orders.image ${image}`,
      ]);
    });

    it("fails when one cannot be set", () => {
      fakes.fake("pulumi", `[ "$2" != set ]`);
      expect(fakes.run("set-images.sh", ["dev"], { input }).status).to.not.equal(0);
    });
  });

  describe("keep-images.sh", () => {
    const update = (result: string, services: object | undefined, kind = "update") => ({
      ...{ kind, result },
      config: services && { "microservices-on-aws:services": { objectValue: services } },
    });
    const kept = (...history: object[]) => {
      fakes.fake("npx", KNOWN);
      fakes.fake("pulumi", `[ "$1" = config ] || echo '${JSON.stringify(history)}'`);
      const { calls, status } = fakes.run("keep-images.sh", ["dev"]);
      expect(status).to.equal(0);
      return calls
        .filter(call => call.includes("config set"))
        .map(call => call.split("services.")[1]);
    };

    it("takes those of the last update that went through, of services that are still there", () => {
      const images = {
        orders: { image: "o@1", cpu: 512 },
        bills: { cpu: 256 },
        gone: { image: "g@1" },
      };
      expect(
        kept(
          update("failed", { orders: { image: "o@2" } }),
          update("succeeded", { orders: { image: "o@3" } }, "refresh"),
          update("succeeded", images),
          update("succeeded", { orders: { image: "o@0" } }),
        ),
      ).to.deep.equal(["orders.image o@1"]);
    });

    it("sets none where none was ever set", () => {
      expect(kept(update("succeeded", undefined))).to.deep.equal([]);
      expect(kept()).to.deep.equal([]);
    });
  });

  describe("take-images.sh", () => {
    it("takes what the build jobs described", () => {
      fakes.fake("pulumi", "");
      fakes.write("image-orders.json", `{"service": "orders", "image": "o@1"}`);
      fakes.write("image-bills.json", `{"service": "bills", "image": "b@1"}`);
      const { stdout } = fakes.run("take-images.sh", ["dev", "v1", fakes.folder]);
      expect(stdout.trim().split("\n").sort()).to.deep.equal(["bills: b@1", "orders: o@1"]);
    });

    it("takes none where none was built", () => {
      const { status, calls } = fakes.run("take-images.sh", ["dev", "v1", `${fakes.folder}/none`]);
      expect([status, calls]).to.deep.equal([0, []]);
    });
  });

  describe("promote.sh", () => {
    /** A registry in which dev has `source` of the version, and the stack has `target`, until it is copied. */
    const promote = (source: string, target: string, copied = source) => {
      fakes.fake("npx", KNOWN);
      fakes.fake("pulumi", `echo '${outputs(service("orders", "services/shop/orders"))}'`);
      fakes.fake("docker", `[ "$1" = login ] || touch ${fakes.folder}/copied`, { reads: true });
      fakes.fake(
        "aws",
        `case "$*" in
          *get-login-password*) echo password ;;
          *describe-repositories*) echo ${REGISTRY}/shop/orders ;;
          *"--repository-name shop/dev/orders "*) echo ${source} ;;
          *"--repository-name shop/orders "*) [ -e ${fakes.folder}/copied ] && echo ${copied} || echo ${target} ;;
          *) exit 99 ;;
        esac`,
      );
      const { calls, ...ending } = fakes.run("promote.sh", ["prod", "dev", "v1"]);
      const copies = calls.filter(call => call.startsWith("docker buildx"));
      return { ...ending, copies };
    };
    const image = `${REGISTRY}/shop/orders@${DIGEST}`;

    it("copies what the other environment has of the version, by its digest", () => {
      const { stdout, copies, stderr } = promote(DIGEST, "None");
      expect(copies, stderr).to.deep.equal([
        `docker buildx imagetools create --prefer-index=false --tag ${REGISTRY}/shop/orders:v1 ${REGISTRY}/shop/dev/orders@${DIGEST}`,
      ]);
      expect(JSON.parse(stdout)).to.deep.equal([{ service: "orders", image }]);
    });

    it("copies nothing that is there already, as when it is run again", () => {
      const { stdout, copies } = promote(DIGEST, DIGEST);
      expect(copies).to.deep.equal([]);
      expect(JSON.parse(stdout)).to.deep.equal([{ service: "orders", image }]);
    });

    it("refuses a version that was not deployed there", () => {
      const { status, stderr, stdout } = promote("None", "None");
      expect([status, stdout]).to.deep.equal([1, ""]);
      expect(stderr).to.contain(
        "shop/dev/orders has no image v1: deploy this version to dev first",
      );
    });

    it("fails when the stack cannot be read, rather than take no image", () => {
      fakes.fake("npx", KNOWN);
      fakes.fake("pulumi", `[ -e once ] && exit 255; touch once; echo '{}'`);
      expect(fakes.run("promote.sh", ["prod", "dev", "v1"]).status).to.not.equal(0);
    });

    it("takes none of a stack that is not up yet", () => {
      fakes.fake("npx", KNOWN);
      fakes.fake("pulumi", "echo '{}'");
      const { status, stdout } = fakes.run("promote.sh", ["prod", "dev", "v1"]);
      expect([status, JSON.parse(stdout)]).to.deep.equal([0, []]);
    });

    it("refuses a copy that is not the same", () => {
      const { status, stderr } = promote(DIGEST, "None", OTHER);
      expect(status).to.equal(1);
      expect(stderr).to.contain(`shop/orders:v1 is not ${DIGEST}`);
    });
  });

  describe("scan-image.sh", () => {
    it("writes the bill of materials, and fails with a critical vulnerability", () => {
      fakes.fake("trivy", `[[ "$*" != *--exit-code* ]]`);
      const { status, calls } = fakes.run("scan-image.sh", [`orders@${DIGEST}`, "sbom.json"]);
      expect(status).to.equal(1);
      expect(calls).to.deep.equal([
        `trivy image --quiet --format cyclonedx --output sbom.json orders@${DIGEST}`,
        `trivy image --scanners vuln --severity CRITICAL --ignore-unfixed --exit-code 1 orders@${DIGEST}`,
      ]);
    });
  });
});
