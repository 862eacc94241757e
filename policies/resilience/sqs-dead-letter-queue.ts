import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { eachKnown, isSet, peek } from "../known";
import { refersTo } from "../references";

/** A queue that takes what others give up on needs no other, nor does one that lets others do so. */
export const sqsDeadLetterQueue: StackValidationPolicy = {
  name: "sqs-dead-letter-queue",
  description: "Messages that nobody can handle end in a queue of their own.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps:
    "Set redrivePolicy, or add a RedrivePolicy, with deadLetterTargetArn and maxReceiveCount.",
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  validateStack: ({ resources }, report) => {
    const of = (type: string) => resources.filter(resource => resource.type === type);
    const queues = of("aws:sqs/queue:Queue");
    const redrives = of("aws:sqs/redrivePolicy:RedrivePolicy");
    const permits = of("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy");
    const sources = [...queues, ...redrives].filter(({ props }) => isSet(props, "redrivePolicy"));
    eachKnown(queues, queue => {
      const isOf = (policy: PolicyResource) => refersTo(policy, "queueUrl", queue);
      const isTarget = [queue, ...permits.filter(isOf)].some(takesLetters);
      if (
        !sources.some(source => source === queue || isOf(source) || names(source, queue)) &&
        !isTarget
      ) {
        report(
          "A message that fails comes back for ever or is lost: set redrivePolicy to a second queue.",
          queue.urn,
        );
      }
    });
  },
};

/** Whether others may send what they give up on; `denyAll` says that none may. */
function takesLetters({ props }: PolicyResource): boolean {
  return (
    isSet(props, "redriveAllowPolicy") &&
    !String(peek(() => props.redriveAllowPolicy as unknown)).includes("denyAll")
  );
}

function names(source: PolicyResource, queue: PolicyResource): boolean {
  const [policy, arn] = [
    peek(() => source.props.redrivePolicy as unknown),
    peek(() => queue.props.arn as unknown),
  ];
  return (
    source.propertyDependencies.redrivePolicy?.some(({ urn }) => urn === queue.urn) ||
    (typeof policy === "string" && typeof arn === "string" && policy.includes(`"${arn}"`))
  );
}
