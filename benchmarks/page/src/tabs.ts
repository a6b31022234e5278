import { element } from './element.ts';

/** A view of the page. `mount` is called once, when it is first shown. */
export interface Tab {
  /** Its address: `#results`. */
  readonly id: string;
  readonly title: string;
  mount(panel: HTMLElement): void;
}

/**
 * Tabs as ARIA has them: arrow keys, Home and End move between them; the address names the one that is shown, so that
 * a link can, and going back comes back.
 */
export function mountTabs(place: HTMLElement, panels: HTMLElement, tabs: readonly Tab[]): void {
  const mounted = new Set<string>();
  const views = tabs.map(({ id, title }) => {
    const button = element(
      'button',
      { id: `tab-${id}`, type: 'button', role: 'tab', 'aria-controls': id },
      title,
    );
    // Not reached by Tab itself: each begins with something that is.
    const panel = element('section', { id, role: 'tabpanel', 'aria-labelledby': button.id, tabindex: '-1' });
    return { button, panel };
  });
  place.append(
    element('div', { role: 'tablist', 'aria-label': 'Views' }, ...views.map(({ button }) => button)),
  );
  panels.append(...views.map(({ panel }) => panel));
  const show = (index: number): void => {
    views.forEach(({ button, panel }, i) => {
      const selected = i === index;
      button.setAttribute('aria-selected', String(selected));
      button.tabIndex = selected ? 0 : -1;
      panel.hidden = !selected;
    });
    const { id, mount } = tabs[index]!;
    if (mounted.has(id)) return;
    mounted.add(id);
    mount(views[index]!.panel);
  };
  const choose = (index: number): void => {
    history.pushState(null, '', `#${tabs[index]!.id}`);
    show(index);
  };
  views.forEach(({ button }, i) => {
    button.addEventListener('click', () => choose(i));
    button.addEventListener('keydown', (event) => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      // Home and End would scroll.
      event.preventDefault();
      const next = (to + tabs.length) % tabs.length;
      choose(next);
      views[next]!.button.focus();
    });
  });
  const fromAddress = (): void => {
    const named = tabs.findIndex(({ id }) => `#${id}` === location.hash);
    show(Math.max(0, named));
  };
  addEventListener('popstate', fromAddress);
  addEventListener('hashchange', fromAddress);
  fromAddress();
}
