import type { InstanceArgs } from "@pulumi/aws/rds";
import type { BucketArgs, BucketPolicyArgs } from "@pulumi/aws/s3";
import { expect } from "chai";
import { existsSync } from "fs";
import { join } from "path";
import { format } from "prettier";
import * as ts from "typescript";

import { containers, type Examples, resource } from "../../policies/example";
import { exampleCode } from "../../policies/generate/example-code";
import { packs } from "../../policies/packs";

const bucket = resource<BucketArgs>("aws:s3/bucket:Bucket", "shop-assets", { bucket: "shop" });
const policy = (from: string, props = {}) =>
  resource<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy", "assets-policy", props, {
    from: { bucket: "shop-assets.id", policy: from },
  });

describe("the code of an example", () => {
  const cases: [string, Parameters<typeof exampleCode>[0], string][] = [
    [
      "makes a resource",
      [resource<InstanceArgs>("aws:rds/instance:Instance", "db", { multiAz: true })],
      'new aws.rds.Instance("db", { multiAz: true });',
    ],
    [
      "names one that others take from",
      [
        bucket,
        resource<Record<string, unknown>>(
          "aws:s3/bucketVersioning:BucketVersioning",
          "versions",
          {},
          {
            from: { bucket: "shop-assets.id", "a.b": ["shop-assets.arn"] },
          },
        ),
      ],
      `const shopAssets = new aws.s3.Bucket("shop-assets", { bucket: "shop" });
new aws.s3.BucketVersioning("versions", { bucket: shopAssets.id, a: { b: [shopAssets.arn] } });`,
    ],
    [
      "fills what it takes into a document",
      [bucket, policy('{"Resource":["${shop-assets.arn}","${shop-assets.arn}/*"]}')],
      `const shopAssets = new aws.s3.Bucket("shop-assets", { bucket: "shop" });
new aws.s3.BucketPolicy("assets-policy", {
  bucket: shopAssets.id,
  policy: pulumi.jsonStringify({
    Resource: [shopAssets.arn, pulumi.interpolate\`\${shopAssets.arn}/*\`],
  }),
});`,
    ],
    [
      "fills it into a text",
      [bucket, policy("s3://${shop-assets.id}/logs")],
      `const shopAssets = new aws.s3.Bucket("shop-assets", { bucket: "shop" });
new aws.s3.BucketPolicy("assets-policy", {
  bucket: shopAssets.id,
  policy: pulumi.interpolate\`s3://\${shopAssets.id}/logs\`,
});`,
    ],
    [
      "writes JSON text as what it holds",
      [
        resource<{ a: string }>("docker-build:index:Image", "image", {
          a: containers({ name: "api" }),
        }),
      ],
      'new dockerBuild.Image("image", { a: JSON.stringify([{ name: "api" }]) });',
    ],
    [
      "passes options and a provider, each of them once",
      ["one", "two"].map(name =>
        resource<Record<string, unknown>>(
          "aws:s3/bucket:Bucket",
          name,
          {},
          {
            opts: { protect: true },
            provider: { defaultTags: '{"tags":{"Owner":"shop"}}' },
          },
        ),
      ),
      `const provider = new aws.Provider("provider", { defaultTags: { tags: { Owner: "shop" } } });
new aws.s3.Bucket("one", {}, { protect: true, provider });
new aws.s3.Bucket("two", {}, { protect: true, provider });`,
    ],
  ];
  for (const [title, resources, expected] of cases) {
    it(title, async () => {
      const code = await format(exampleCode(resources), {
        parser: "typescript",
        printWidth: 100,
        arrowParens: "avoid",
      });
      expect(code.trim()).to.equal(expected);
    });
  }

  it("is TypeScript, for each rule", async () => {
    for (const [pack, rules] of Object.entries(packs)) {
      for (const { name } of rules) {
        const file = join(__dirname, "../../policies", pack, "examples", name);
        if (existsSync(`${file}.ts`)) {
          const { bad, good } = (await import(file)) as Examples;
          for (const code of [exampleCode(bad), exampleCode(good)]) {
            const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true });
            expect(
              diagnostics?.map(({ messageText }) => messageText),
              name,
            ).to.deep.equal([]);
          }
        }
      }
    }
  }).timeout(60_000);
});
