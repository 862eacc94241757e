import type { StackValidationPolicy } from "@pulumi/policy";

import { alarmsOf } from "../alarms";
import { eachKnown, peek } from "../known";
import { refersTo } from "../references";

/** Off: who is told may be settled outside of the program, as it is a person's address. */
export const snsAlarmTopicSubscribed: StackValidationPolicy = {
  name: "sns-alarm-topic-subscribed",
  description: "Somebody listens to the topics that alarms go to.",
  enforcementLevel: "disabled",
  severity: "medium",
  tags: ["logging"],
  remediationSteps: "Add a TopicSubscription of the topic.",
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html",
  validateStack: ({ resources }, report) => {
    const alarms = alarmsOf(resources);
    const subscriptions = resources.filter(
      ({ type }) => type === "aws:sns/topicSubscription:TopicSubscription",
    );
    const topics = resources.filter(({ type }) => type === "aws:sns/topic:Topic");
    eachKnown(topics, topic => {
      const arn = peek(() => topic.props.arn as unknown);
      const isAlarmed = alarms.some(
        alarm =>
          refersTo(alarm, "alarmActions", topic) ||
          peek(() =>
            (alarm.props.alarmActions as readonly unknown[] | undefined)?.includes(arn),
          ) === true,
      );
      if (isAlarmed && !subscriptions.some(own => refersTo(own, "topic", topic))) {
        report("Nobody hears the alarms: add a TopicSubscription.", topic.urn);
      }
    });
  },
};
