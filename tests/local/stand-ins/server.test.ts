import { expect } from "chai";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

import { StandIns, startStandIns } from "../../../local/stand-ins";
import aws from "@pulumi/aws/package.json";
import { readUrn } from "../../../local/stand-ins/server/messages";
import { urnOf } from "./support";

const ROLE = "aws:iam/role:Role";

/** Asks one question of a server as the engine would. */
function ask<Answer>(
  call: (callback: (error: grpc.ServiceError | null, answer: Answer) => void) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) =>
    call((error, answer) => (error === null ? resolve(answer) : reject(error))),
  );
}

const fails = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: grpc.ServiceError) => error.details,
  );

describe("the stand-ins' servers", () => {
  let folder: string;
  let standIns: StandIns;
  let client: ResourceProviderClient;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "stand-ins-"));
    const stacks = join(folder, "state", ".pulumi", "stacks", "shop");
    mkdirSync(stacks, { recursive: true });
    const taken = {
      urn: urnOf(ROLE, "old"),
      type: ROLE,
      custom: true,
      id: "taken",
      outputs: {
        name: "taken",
        secret: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" },
      },
    };
    const checkpoint = { checkpoint: { latest: { resources: [taken] } } };
    writeFileSync(join(stacks, "dev.json"), JSON.stringify(checkpoint));
    standIns = await startStandIns({ projectDir: folder, folder });
    const port = /aws:(\d+)/.exec(standIns.debugProviders)?.[1];
    client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  });
  afterEach(async () => {
    client.close();
    await standIns.close();
    rmSync(folder, { recursive: true });
  });

  const check = (type: string, inputs: Record<string, any>) =>
    ask<pb.CheckResponse>(done =>
      client.check(
        new pb.CheckRequest().setUrn(urnOf(type, "x")).setNews(Struct.fromJavaScript(inputs)),
        done,
      ),
    );
  const create = (type: string, inputs: Record<string, any>, preview = false) =>
    ask<pb.CreateResponse>(done =>
      client.create(
        new pb.CreateRequest()
          .setUrn(urnOf(type, "x"))
          .setProperties(Struct.fromJavaScript(inputs))
          .setPreview(preview),
        done,
      ),
    );
  const configure = (settings: Record<string, any>) =>
    ask<pb.ConfigureResponse>(done =>
      client.configure(new pb.ConfigureRequest().setArgs(Struct.fromJavaScript(settings)), done),
    );
  const configCheck = (settings: Record<string, any>) =>
    ask<pb.CheckResponse>(done =>
      client.checkConfig(
        new pb.CheckRequest()
          .setUrn(urnOf("pulumi:providers:aws", "default"))
          .setNews(Struct.fromJavaScript(settings)),
        done,
      ),
    );

  it("play each package in the version that the program uses", async () => {
    const names = standIns.debugProviders.split(",").map(entry => entry.split(":")[0]);
    expect(names).to.deep.equal(["aws", "awsx", "docker", "random", "pulumi-nodejs"]);
    const info = await ask<any>(done => client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).to.equal(aws.version);
  });

  it("make a resource in the region and with the tags that the provider is configured with", async () => {
    await configure({ region: "eu-west-1", defaultTags: '{"tags":{"Owner":"team"}}' });
    const type = "aws:ecs/cluster:Cluster";
    const inputs = (await check(type, { name: "shop" })).getInputs()?.toJavaScript() as any;
    expect(inputs.tags).to.deep.equal({ Owner: "team" });
    const made = await create(type, inputs);
    expect(made.getId()).to.equal("arn:aws:ecs:eu-west-1:123456789012:cluster/shop");
    expect(made.getProperties()?.toJavaScript()).to.deep.include({
      region: "eu-west-1",
      tagsAll: { Owner: "team" },
    });
  });

  it("know from the state what the account has", async () => {
    await configure({ region: "us-east-1" });
    const inputs = { name: "taken", assumeRolePolicy: "{}" };
    expect(await fails(create(ROLE, inputs))).to.match(/AlreadyExists: "old" .*taken/);
    expect(await fails(create(ROLE, { ...inputs, name: "free" }))).to.equal("no error");
  });

  it("tell the engine what is wrong with inputs, each with its property", async () => {
    const failures = (await check("aws:kms/alias:Alias", { name: "a" })).getFailuresList();
    expect(failures.map(failure => failure.getProperty())).to.deep.equal(["targetKeyId", "name"]);
  });

  it("name a type, a lookup and a component that they do not have", async () => {
    expect(await fails(check("aws:sqs/queue:Queue", {}))).to.contain("aws:sqs/queue:Queue");
    const invoke = new pb.InvokeRequest().setTok("aws:s3/getBucket:getBucket");
    expect(await fails(ask(done => client.invoke(invoke, done)))).to.contain("aws:s3/getBucket");
    const component = new pb.ConstructRequest().setType("awsx:lb:NetworkLoadBalancer");
    expect(await fails(ask(done => client.construct(component, done)))).to.contain("awsx:lb:Net");
  });

  it("refuse a provider without a region or with a setting that there is not", async () => {
    const properties = async (settings: Record<string, any>) =>
      (await configCheck(settings)).getFailuresList().map(failure => failure.getProperty());
    expect(await properties({})).to.deep.equal(["region"]);
    expect(await properties({ region: "us-east-1", version: "7.48.0" })).to.deep.equal([]);
    expect(await properties({ region: "us-east-1", regoin: "x" })).to.deep.equal(["regoin"]);
  });

  it("are gone once closed", async () => {
    await standIns.close();
    expect(await fails(check(ROLE, {}))).to.match(/ECONNREFUSED|No connection|cancelled|shut/i);
  });
});

describe("a URN", () => {
  it("tells type and name below any number of components", () => {
    expect(
      readUrn("urn:pulumi:dev::shop::infra:a:B$awsx:ec2:Vpc$aws:ec2/vpc:Vpc::a::b"),
    ).to.deep.equal({
      type: "aws:ec2/vpc:Vpc",
      name: "a::b",
    });
  });
});
