/** The code blocks of a Markdown page that bear the name of a file, by that name. */
export function codeBlocks(page: string): ReadonlyMap<string, string> {
  const fences = page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm);
  return new Map(Array.from(fences, ([, name, code]) => [name!, code!]));
}
