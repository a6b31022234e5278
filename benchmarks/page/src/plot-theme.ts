/** What a canvas needs of the style sheet: it takes no `var()`. */
export interface PlotColours {
  readonly text: string;
  readonly grid: string;
  readonly ground: string;
  /** Of any property of the style sheet that is a colour. */
  of(property: `--${string}`): string;
}

/** The colours of the theme that is shown now. */
export function plotColours(within: HTMLElement = document.body): PlotColours {
  const of = (property: string): string => {
    const probe = document.createElement('span');
    probe.style.color = `var(${property})`;
    within.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  return { text: of('--text'), grid: of('--hair'), ground: of('--ground'), of };
}

/** What follows the window and the theme until its place leaves the document. */
export interface Redrawn {
  /** CSS pixels, never 0. */
  width(pixels: number): void;
  theme(): void;
  /** Once, when the place has left the document. */
  end(): void;
}

/** Tells of every change of the width of `place` and of the theme, and of the first width. */
export function onThemeOrWidth(place: HTMLElement, { width, theme, end }: Redrawn): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const observer = new ResizeObserver(() => {
    if (place.isConnected) {
      // 0 while its tab is hidden.
      if (place.clientWidth > 0) width(place.clientWidth);
      return;
    }
    observer.disconnect();
    dark.removeEventListener('change', theme);
    end();
  });
  observer.observe(place);
  dark.addEventListener('change', theme);
}
