import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";

import { finding } from "../resource";
import { credentialIn } from "../secrets";
import { texts } from "../texts";

/**
 * Inputs made to hold secrets, by type and path. A policy sees secrets in the clear and cannot tell
 * them from plain text, so it leaves out the places where they belong.
 */
const SECRET_INPUTS: Readonly<Record<string, RegExp>> = {
  "aws:ssm/parameter:Parameter": /^(value|valueWo)$/,
  "aws:secretsmanager/secretVersion:SecretVersion": /^(secretString|secretBinary|secretStringWo)\b/,
  // A certificate is made of its key.
  "aws:acm/certificate:Certificate": /^privateKey$/,
  "aws:iam/serverCertificate:ServerCertificate": /^privateKey$/,
  "tls:index/certRequest:CertRequest": /^privateKeyPem$/,
  "tls:index/locallySignedCert:LocallySignedCert": /^caPrivateKeyPem$/,
  "tls:index/selfSignedCert:SelfSignedCert": /^privateKeyPem$/,
  // A container's plain variables are the business of ecs-no-environment-secrets.
  "aws:ecs/taskDefinition:TaskDefinition":
    /^containerDefinitions\[\d+\]\.environment\[\d+\]\.value$/,
};

export const noPlaintextSecret: ResourceValidationPolicy = {
  name: "no-plaintext-secret",
  description: "No input of any resource holds a key, token or password in plain text.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["encryption"],
  remediationSteps:
    "Take the credential out of the program and revoke it; use a role, or keep it in Secrets Manager.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/hardcoded.html",
  validateResource: (args, report) => {
    if (!isCustom(args)) {
      return;
    }
    const allowed = SECRET_INPUTS[args.type];
    for (const [path, text] of texts(args.props)) {
      const credential = allowed?.test(path) ? undefined : credentialIn(text);
      if (credential !== undefined) {
        report(finding(path, `${path} holds ${credential}: keep it in Secrets Manager.`));
      }
    }
  },
};

/** A component's inputs are only what its resources get, and may be secrets on their way there. */
function isCustom({ provider, type }: ResourceValidationArgs): boolean {
  return provider !== undefined || type.startsWith("pulumi:providers:");
}
