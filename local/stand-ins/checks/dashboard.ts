import { Check } from "../types/type-entry";
import { Values, asList, asText, asValues, isUnknown } from "../values";

const WIDGETS = ["alarm", "custom", "explorer", "log", "metric", "text"];
const VIEWS = ["bar", "gauge", "pie", "singleValue", "table", "timeSeries"];
const GRID = 24;

/** The body is a dashboard as CloudWatch reads it ("Dashboard body structure and syntax"). */
export const dashboardBody: Check = ({ dashboardBody: body }) => {
  if (typeof body !== "string" || isUnknown(body)) {
    return [];
  }
  return bodyProblems(body).map(reason => ({
    property: "dashboardBody",
    reason: `InvalidParameterInput: ${reason}`,
  }));
};

function bodyProblems(body: string): string[] {
  let parsed: Values;
  try {
    parsed = asValues(JSON.parse(body));
  } catch (error) {
    return [`not JSON: ${(error as Error).message}`];
  }
  if (!Array.isArray(parsed.widgets)) {
    return ["The dashboard has no widgets"];
  }
  const widgets = asList(parsed.widgets).map(asValues);
  return [
    ...(widgets.length > 500 ? [`${widgets.length} widgets of 500`] : []),
    ...widgets.flatMap((widget, index) =>
      widgetProblems(widget).map(problem => `widgets/${index}: ${problem}`),
    ),
  ];
}

function widgetProblems(widget: Values): string[] {
  const type = asText(widget.type);
  const { x = 0, width = 6, height = 6 } = widget as Record<string, number | undefined>;
  return [
    ...(WIDGETS.includes(type) ? [] : [`"${type}" is no type of widget`]),
    ...(width >= 1 && x >= 0 && x + width <= GRID
      ? []
      : [`x ${x} and width ${width} leave the ${GRID} columns`]),
    ...(height >= 1 && height <= 1000 ? [] : [`height ${height} is not 1 to 1000`]),
    ...(type === "metric" ? metricProblems(asValues(widget.properties)) : []),
  ];
}

function metricProblems({ region, view, metrics, annotations }: Values): string[] {
  const rows = asList(metrics);
  const ids = rows.map(row => asText(renderingOf(row).id)).filter(id => id !== "");
  return [
    ...(asText(region) === "" ? ["Should have required property 'region'"] : []),
    ...(view === undefined || VIEWS.includes(asText(view)) ? [] : [`"${asText(view)}" is no view`]),
    ...(rows.length === 0 && annotations === undefined
      ? ["Should have property 'metrics' or 'annotations'"]
      : []),
    ...(rows.length > 500 ? [`${rows.length} metrics of 500`] : []),
    ...(new Set(ids).size < ids.length ? [`an id is there twice: ${ids.join(", ")}`] : []),
    ...rows.flatMap((row, index) => rowProblems(row, ids).map(p => `metrics/${index}: ${p}`)),
  ];
}

/** How a metric is shown: the object at its end. */
const renderingOf = (row: unknown): Values => asValues(asList(row).at(-1));

function rowProblems(row: unknown, ids: readonly string[]): string[] {
  const names = asList(row).filter(item => typeof item === "string");
  const { id, expression } = renderingOf(row);
  if (id !== undefined && !/^[a-z]\w{0,254}$/.test(asText(id))) {
    return [`id "${asText(id)}" does not begin with a lower-case letter`];
  }
  if (expression !== undefined) {
    const used = asText(expression).match(/\b[a-z]\w*/g) ?? [];
    return used.filter(name => !ids.includes(name)).map(name => `there is no metric "${name}"`);
  }
  return names.length >= 2 && names.length % 2 === 0
    ? []
    : ["a metric is a namespace, a name and pairs of dimension and value"];
}
