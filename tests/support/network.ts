import * as aws from "@pulumi/aws";

import { EncryptionKey, Network, NetworkArgs } from "../../components";
import { Needs } from "../../components/plan/endpoints";
import { Way } from "../../components/network/endpoints";
import { record, Recording } from "./mocks";
import { scopeOf } from "./scope";

/** A network, and the ways that it gave. */
export type Asked = Recording<Network & { ways: Way[] }>;

/** A network of which tasks ask the ways in `asked`, one after the other. */
export const networkOf = (args: Partial<NetworkArgs> = {}, ...asked: Partial<Needs>[]) =>
  record(() => {
    const scope = scopeOf("prod");
    const made = new Network("net", { scope, key: new EncryptionKey("key", { scope }), ...args });
    const ways = asked.map(needs => made.reach("web", { awsServices: [], internet: [], ...needs }));
    return Object.assign(made, { ways });
  });

/** What a task might need of AWS: two services with interface endpoints, one with a gateway. */
export const SERVICES = ["ecr.api", "logs", "s3"];

/** The services that a network has endpoints of a type for. */
export const endpointsOf = (recording: Recording, type: string) =>
  recording
    .all(aws.ec2.VpcEndpoint)
    .filter(({ inputs }) => inputs.vpcEndpointType === type)
    .map(({ inputs }) => inputs.serviceName.replace("com.amazonaws.us-east-1.", ""));
