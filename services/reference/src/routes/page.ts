/** What the page of a service tells. */
export interface PageContent {
  service: string;
  version: string;
  environment: string;
  dependencies: readonly string[];
}

/** A page that says what the service stands for. It loads and runs nothing. */
export function page({ service, version, environment, dependencies }: PageContent) {
  const name = escape(service);
  const links = dependencies.map(dependency => `<li>${escape(dependency)}</li>`).join("");
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
</head>
<body>
<main>
<h1>${name}</h1>
<p>This page stands in for ${name} until its own image is deployed (reference ${escape(version)}, ${escape(environment)}).</p>
${links && `<p>It is linked to:</p>\n<ul>${links}</ul>`}
</main>
</body>
</html>
`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  };
  return { text, headers };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
