import { loopback, type ServiceAddress } from "./addresses";
import { find } from "./containers";
import { discoveryService, namespace } from "./resources";
import type { Unit } from "./services";
import type { State } from "./state";

/** The names by which services of a stack find each other, with the ports of those that have them. */
export function readAddresses(
  state: State,
  units: Unit[],
  ports: Map<string, number>,
): { services: ServiceAddress[]; namespaces: string[] } {
  const type = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
  const namespaces = state.all(type, namespace);
  const names = state.all("aws:servicediscovery/service:Service", discoveryService);
  const services = names.map(({ label, props }) => {
    const id = props.dnsConfig?.namespaceId ?? props.namespaceId;
    const missing = `${label}: namespace ${id} is not deployed`;
    const domain = find(namespaces, space => space.id === id, missing).props.name;
    const unit = units.find(({ service: { props: registered }, container }) => {
      const { registryArn, containerName } = registered.serviceRegistries ?? {};
      return registryArn === props.arn && (containerName ?? container.name) === container.name;
    });
    const port = unit && ports.get(unit.variable);
    return {
      name: `${props.name}.${domain}`,
      containerPort: unit?.containerPort,
      local: port === undefined ? undefined : { host: loopback, port },
    };
  });
  return {
    services: [...units.flatMap(unit => connectedNames(unit, ports)), ...services],
    namespaces: namespaces.map(({ props }) => props.name),
  };
}

/** The names that Service Connect's proxies know for a service. */
function connectedNames(unit: Unit, ports: Map<string, number>): ServiceAddress[] {
  const { services } = unit.service.props.serviceConnectConfiguration ?? {};
  const port = ports.get(unit.variable);
  return (services ?? [])
    .flatMap(({ clientAlias }) => clientAlias ?? [])
    .map(({ dnsName, port: containerPort }) => ({
      name: dnsName,
      containerPort,
      local: port === undefined ? undefined : { host: loopback, port },
    }));
}
