/** One row of a table, by the heads of its columns. */
export type Row = Readonly<Record<string, string>>;

/** The tables of a Markdown text, each as its rows. */
export function tablesOf(text: string): Row[][] {
  const tables = text.match(/(^\|.*\n?)+/gm) ?? [];
  return tables.map(table => {
    const [head, , ...rows] = table.trim().split("\n").map(cellsOf);
    return rows.map(cells => Object.fromEntries(head.map((name, index) => [name, cells[index]])));
  });
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map(cell => cell.trim());
}
