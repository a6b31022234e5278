/** What a module prints while it loads. */
export async function printedBy(module: string): Promise<string> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => lines.push(`${values.join(' ')}\n`);
  try {
    await import(module);
  } finally {
    console.log = log;
  }
  return lines.join('');
}
