/** What a process prints, kept for the moment it ends. */
export interface LastWords {
  hear(text: string): void;
  forget(): void;
  /** The line that says most, to be put after a sentence: `: FATAL ERROR: …`, or nothing. */
  quote(): string;
}

const keptCharacters = 16_384;
const telling = /FATAL ERROR|\bpanic|\w*Error\b|out of memory|fault/i;

export function createLastWords(): LastWords {
  let kept = '';
  return {
    hear(text) {
      kept = (kept + text).slice(-keptCharacters);
    },
    forget() {
      kept = '';
    },
    quote() {
      const lines = kept
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const line = lines.find((each) => telling.test(each)) ?? lines.at(-1);
      return line === undefined ? '' : `: ${line}`;
    },
  };
}
