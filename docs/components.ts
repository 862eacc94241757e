/**
 * Writes the list of components into docs/components.md, from their own doc comments:
 *
 *     npx ts-node --transpile-only docs/components.ts
 */
import { readFileSync, writeFileSync } from "fs";
import { join, relative } from "path";
import { format, resolveConfig } from "prettier";
import ts from "typescript";

/** The page that holds the list. */
export const PAGE = join(__dirname, "components.md");

const COMPONENTS = join(__dirname, "..", "components");
const BEGIN = "<!-- list: written by components.ts -->";
const END = "<!-- end of the list -->";

/** One component as its source describes it. */
interface Described {
  name: string;
  /** From the page's folder. */
  file: string;
  declaration: ts.ClassDeclaration;
  args: readonly ts.PropertySignature[];
}

/** A page with the list between its two marks made anew. Throws when a mark is missing. */
export async function withComponents(page: string): Promise<string> {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`the page lacks ${BEGIN} and ${END}`);
  }
  const components = describedComponents();
  const table = ["| component | is | file |", "| - | - | - |", ...components.map(row)].join("\n");
  const list = [table, ...components.map(section)].join("\n\n");
  return format(`${page.slice(0, begin)}${BEGIN}\n\n${list}\n\n${page.slice(end)}`, {
    ...(await resolveConfig(PAGE)),
    parser: "markdown",
  });
}

/** Every class of components/index.ts that is made with a name and arguments, in that file's order. */
export function describedComponents(): Described[] {
  const exports = sourceOf(join(COMPONENTS, "index.ts")).statements.filter(ts.isExportDeclaration);
  const interfaces = new Interfaces();
  return exports.flatMap(({ moduleSpecifier, exportClause }) => {
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || !exportClause) {
      return [];
    }
    const file = `${join(COMPONENTS, moduleSpecifier.text)}.ts`;
    const names = (exportClause as ts.NamedExports).elements.map(({ name }) => name.text);
    return sourceOf(file)
      .statements.filter(ts.isClassDeclaration)
      .filter(({ name }) => name !== undefined && names.includes(name.text))
      .flatMap(declaration => {
        const args = interfaces.argumentsOf(file, declaration);
        return args === undefined
          ? []
          : [{ name: declaration.name!.text, file: relative(__dirname, file), declaration, args }];
      });
  });
}

/** Interfaces by name, found from the files that use them. */
class Interfaces {
  /** Properties of a class's second constructor parameter, inherited ones first; none without a name before it. */
  argumentsOf(
    file: string,
    { members }: ts.ClassDeclaration,
  ): readonly ts.PropertySignature[] | undefined {
    const parameters = members.find(ts.isConstructorDeclaration)?.parameters ?? [];
    const type = parameters[1]?.type;
    return parameters[0]?.name.getText() === "name" && type && ts.isTypeReferenceNode(type)
      ? [...this.propertiesOf(file, type.typeName.getText()).values()]
      : undefined;
  }

  private propertiesOf(file: string, name: string): Map<string, ts.PropertySignature> {
    const source = sourceOf(file);
    const own = source.statements.filter(ts.isInterfaceDeclaration).find(i => i.name.text === name);
    if (own === undefined) {
      return this.propertiesOf(importedFrom(source, name), name);
    }
    const bases = (own.heritageClauses ?? []).flatMap(({ types }) => types);
    const inherited = bases.flatMap(({ expression }) => [
      ...this.propertiesOf(file, expression.getText()),
    ]);
    const members = own.members.filter(ts.isPropertySignature);
    return new Map([...inherited, ...members.map(m => [m.name.getText(), m] as const)]);
  }
}

function importedFrom(source: ts.SourceFile, name: string): string {
  const found = source.statements.filter(ts.isImportDeclaration).find(({ importClause }) => {
    const bindings = importClause?.namedBindings;
    return (
      bindings && ts.isNamedImports(bindings) && bindings.elements.some(e => e.name.text === name)
    );
  });
  if (found === undefined || !ts.isStringLiteral(found.moduleSpecifier)) {
    throw new Error(`${source.fileName} neither has nor imports the interface ${name}`);
  }
  return `${join(source.fileName, "..", found.moduleSpecifier.text)}.ts`;
}

function sourceOf(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

function row({ name, file, declaration }: Described): string {
  const is = firstSentence(declaration).replaceAll("|", "\\|");
  return `| [${name}](#${name.toLowerCase()}) | ${is} | [${file.replace("../", "")}](${file}) |`;
}

function section({ name, args }: Described): string {
  return [`## ${name}`, "", ...args.map(entry)].join("\n");
}

/** What a default is in the code, rather than in words. */
const LITERAL = /^("[^"]*"|\d+|true|false|\[.*\])$/;

function entry(property: ts.PropertySignature): string {
  const name = `\`${property.name.getText()}${property.questionToken ? "?" : ""}\``;
  const tag = ts.getJSDocTags(property).find(({ tagName }) => tagName.text === "default");
  const value = tag === undefined ? "" : textOf(tag.comment);
  const usual = LITERAL.test(value) ? `\`${value}\`` : value.replace(/^- /, "");
  return `- ${name}: ${firstSentence(property)}${tag === undefined ? "" : ` Default: ${usual}.`}`;
}

function firstSentence(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  if (comment?.comment === undefined) {
    throw new Error(`${node.getSourceFile().fileName}: ${node.getText().slice(0, 60)}: no comment`);
  }
  const text = textOf(comment.comment);
  return /^.*?(?<!\be\.g|\bi\.e)\.(?=\s|$)/.exec(text)?.[0] ?? text;
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? "")
    .replace(/\{@link ([^}]+)\}/g, "`$1`")
    .replace(/\s+/g, " ")
    .trim();
}

if (require.main === module) {
  void withComponents(readFileSync(PAGE, "utf8")).then(page => writeFileSync(PAGE, page));
}
