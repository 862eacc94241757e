import { Surroundings } from "../types/type-entry";
import { allAt, asList, asText, asValues, at, hasUnknown } from "../values";
import { containersOf } from "./containers";

/** The namespace is there, and each of a service's ports has the name by which its proxy is to find it. */
export function serviceConnectFits({ inputs, others }: Surroundings): string[] {
  const connect = asValues(inputs.serviceConnectConfiguration);
  if (connect.enabled !== true) {
    return [];
  }
  const namespace = asText(connect.namespace);
  const task = others.find(asText(inputs.taskDefinition), "aws:ecs/taskDefinition:TaskDefinition");
  const definitions = task?.outputs.containerDefinitions;
  const names = containersOf(definitions).flatMap(container =>
    allAt(container, "portMappings.name").map(asText),
  );
  const known = task !== undefined && !hasUnknown(definitions);
  return [
    ...(others.find(namespace, "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace")
      ? []
      : [`NamespaceNotFoundException: there is no namespace ${namespace}`]),
    ...asList(at(inputs, "serviceConnectConfiguration.services"))
      .map(service => asText(asValues(service).portName))
      .filter(port => known && !names.includes(port))
      .map(
        port =>
          `InvalidParameterException: the portName ${port} does not match the name of any port mapping in the task definition`,
      ),
  ];
}
