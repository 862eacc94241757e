import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { Linkable, LoadBalancer, Platform } from "../../components";
import { allowConnection } from "../../components/firewall";
import { record, Registration } from "../support/mocks";
import { CERTIFICATE, platformOf } from "../support/platform";
import { Ground, Subject, subjects } from "../support/subjects";

/** What one argument's other value made of the component, as text to compare; `base` is without any. */
type Variants = Map<string, string>;

/** Holds one variant, so that its resources can be told from those of the others. */
class Holder extends pulumi.ComponentResource {
  constructor(readonly variant: string) {
    super(`test:holder:${variant}`, "holder");
  }
}

describe("arguments", () => {
  for (const [name, subject] of Object.entries(subjects)) {
    describe(name, () => {
      let variants: Variants;
      before(async () => (variants = await variantsOf(subject)));

      for (const argument of Object.keys(subject.changes)) {
        it(`${argument} changes what is registered`, () => {
          expect(variants.get(argument)).to.be.a("string").that.is.not.equal(variants.get("base"));
        });
      }

      it("the same arguments register the same", () => {
        expect(variants.get("again")).to.equal(variants.get("base"));
      });
    });
  }
});

async function variantsOf(subject: Subject<any>): Promise<Variants> {
  const names = ["base", "again", ...Object.keys(subject.changes)];
  const { resources } = await record(() => {
    const other = platformOf("staging", "other");
    const prod = platformOf("prod");
    for (const name of names) {
      const ground: Ground = { main: withRoutesFree(prod), other };
      const change = subject.changes[name]?.(ground);
      const args = { ...subject.args(ground), ...(name in subject.changes && { [name]: change }) };
      const holder = new Holder(name);
      const made = new subject.component("subject", args, { parent: holder });
      subject.use?.(made, ground, { parent: holder });
      connectClient(made, holder);
    }
  });
  return new Map(names.map(name => [name, describeVariant(resources, name)]));
}

/** What a component is for others counts too: the rules of a client that is linked to it. */
function connectClient(component: pulumi.ComponentResource, parent: pulumi.Resource): void {
  const { connections = [] } = "link" in component ? (component as unknown as Linkable).link() : {};
  for (const connection of connections) {
    allowConnection("client", "sg-client", connection, { parent });
  }
}

/** The platform with a load balancer of its own: one takes the same routes once only. */
function withRoutesFree(platform: Platform): Platform {
  const { scope, network, key } = platform;
  const certificateArn = CERTIFICATE;
  const loadBalancer = new LoadBalancer("alb", { scope, network, key, certificateArn });
  return Object.create(platform, { loadBalancer: { value: loadBalancer } }) as Platform;
}

/** The cloud's part of a variant: a component only echoes its arguments. */
function describeVariant(resources: readonly Registration[], variant: string): string {
  const mine = `test:holder:${variant}`;
  const lines = resources
    .filter(({ urn, type }) => urn.includes(`${mine}$`) && !type.startsWith("infra:"))
    .map(registration => JSON.stringify(registration).replaceAll(mine, ""));
  return lines.sort().join("\n");
}
