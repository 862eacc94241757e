import { policyDocument, policyMeaning } from "../checks/policy-document";
import { mentions } from "../checks/references";
import { matches, oneOf } from "../checks/rules";
import { asText } from "../values";
import { TypeEntry } from "./type-entry";

const TOPIC = "aws:sns/topic:Topic";

const ofTopic = (path: string) =>
  mentions({ path, type: TOPIC, complaint: "NotFound: there is no topic" });

/** Topics, who may publish to them and who listens. */
export const sns: Readonly<Record<string, TypeEntry>> = {
  [TOPIC]: {
    name: { property: "name", max: 256 },
    replaces: ["fifoTopic", "name", "namePrefix"],
    meanings: { policy: policyMeaning, deliveryPolicy: policyMeaning },
    outputs: cloud => {
      const arn = cloud.arn("sns", cloud.physicalName);
      return { id: arn, arn, name: cloud.physicalName, owner: cloud.accountId, fifoTopic: false };
    },
    checks: [
      matches("name", /^[a-zA-Z0-9_-]{1,256}(\.fifo)?$/, "1 to 256 letters, digits, - and _"),
      policyDocument("policy", { kind: "resource", max: 30720 }),
    ],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    replaces: ["arn"],
    meanings: { policy: policyMeaning },
    outputs: cloud => ({ id: cloud.text("arn"), owner: cloud.accountId }),
    checks: [policyDocument("policy", { kind: "resource", max: 30720 })],
    world: [ofTopic("arn")],
    unique: inputs => asText(inputs.arn),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    replaces: ["endpoint", "protocol", "topic"],
    meanings: { filterPolicy: policyMeaning },
    outputs: cloud => {
      const arn = `${cloud.text("topic")}:${cloud.uuid()}`;
      const byMail = cloud.text("protocol").startsWith("email");
      return {
        id: arn,
        arn,
        ownerId: cloud.accountId,
        confirmationWasAuthenticated: !byMail,
        pendingConfirmation: byMail,
        rawMessageDelivery: false,
      };
    },
    checks: [
      oneOf("protocol", [
        "application",
        "email",
        "email-json",
        "firehose",
        "http",
        "https",
        "lambda",
        "sms",
        "sqs",
      ]),
    ],
    world: [ofTopic("topic")],
    unique: inputs => ["topic", "protocol", "endpoint"].map(key => asText(inputs[key])).join(" "),
  },
};
