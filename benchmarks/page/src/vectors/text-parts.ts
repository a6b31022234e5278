/** Text that is too long for one string. */
export interface TextParts {
  add(text: string): void;
  blob(type: string): Blob;
}

const partLength = 2 ** 20;

/** `full` is called after each mebibyte or so. */
export function createTextParts(full: () => void = () => {}): TextParts {
  const parts: string[] = [];
  let last = '';
  return {
    add(text) {
      last += text;
      if (last.length < partLength) return;
      parts.push(last);
      last = '';
      full();
    },
    blob: (type) => new Blob([...parts, last], { type }),
  };
}
