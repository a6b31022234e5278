/** Anything that was thrown or given, on one line. */
export function inWords(value: unknown): string {
  if (value instanceof Error) return oneLine(value.message || value.name);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `a function`;
  if (typeof value === 'object' && value !== null) return `an object (${constructorName(value)})`;
  return String(value);
}

function constructorName(value: object): string {
  try {
    return value.constructor?.name || 'without a constructor';
  } catch {
    return 'that cannot be read';
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
