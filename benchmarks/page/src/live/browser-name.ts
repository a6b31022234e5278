/** Most specific first: Edge and Opera say Chrome too, and all but Firefox say Safari. */
const browsers = [
  ['Edge', /Edg(?:A|iOS)?\/([\d.]+)/],
  ['Opera', /OPR\/([\d.]+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/([\d.]+)/],
  ['Chromium', /(?:Headless)?Chrome\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).*Safari\//],
] as const;

/** `Firefox 141.0`, by what the browser says of itself. */
export function browserName(userAgent: string): string {
  for (const [name, pattern] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return userAgent || 'a browser that does not tell its name';
}

/** `X11; Linux x86_64`: what stands in the first parentheses. */
export function systemName(userAgent: string): string {
  return /\(([^)]+)\)/.exec(userAgent)?.[1] ?? 'not told to pages';
}
