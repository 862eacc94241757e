import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Alarms, AlarmsArgs, EncryptionKey } from "../../components";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";
import { valueOf } from "../support/values";

const alarms = (args: Partial<AlarmsArgs> = {}) =>
  record(() => {
    const scope = scopeOf("prod");
    return new Alarms("alarms", { scope, key: new EncryptionKey("key", { scope }), ...args });
  });

const TOPIC = "arn:aws:sns:us-east-1:123456789012:order-management-alerts-prod";

describe("Alarms", () => {
  let usual: Recording<Alarms>;
  before(async () => (usual = await alarms()));

  it("go to a topic encrypted with the system's key", () => {
    const { inputs } = usual.only(aws.sns.Topic);
    expect(inputs.name).to.equal("order-management-alerts-prod");
    expect(inputs.kmsMasterKeyId).to.match(/^arn:aws:kms:us-east-1:123456789012:key\//);
  });

  it("are taken from this account's alarms alone, over TLS alone", () => {
    const { inputs } = usual.only(aws.sns.TopicPolicy);
    expect(inputs.arn).to.equal(TOPIC);
    expect(JSON.parse(inputs.policy).Statement).to.deep.equal([
      {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: TOPIC,
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*" },
        },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: TOPIC,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("are told to an address where there is one, and to nobody else", async () => {
    expect(usual.all(aws.sns.TopicSubscription)).to.deep.equal([]);
    const told = await alarms({ email: "operators@example.com" });
    expect(told.only(aws.sns.TopicSubscription).inputs).to.include({
      topic: TOPIC,
      protocol: "email",
      endpoint: "operators@example.com",
    });
  });

  it("tell when they fire and when they are over", async () => {
    expect(await valueOf(usual.result.actions)).to.deep.equal({
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
  });
});
