/** Words that a shell takes as they are. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** Words as one line of a shell, those quoted that must be. */
export function shellWords(words: readonly string[]): string {
  return words
    .map(word => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(" ");
}
