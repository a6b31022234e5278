import type { PlacePass } from '../../../pass.ts';
import { parseResults, type Results } from '../../../results.ts';
import { bytesMoved, type Scenario } from '../../../scenarios.ts';
import { confidence, leftOutOf, measurementsOf } from '../../../summary.ts';
import type { BrowserFacts } from './browser-facts.ts';
import { browserName, systemName } from './browser-name.ts';

/** When and with what a benchmark ran here. */
export interface Occasion {
  readonly started: Date;
  readonly seconds: number;
  readonly facts: BrowserFacts;
  readonly scenarios: readonly Scenario[];
  readonly quick: boolean;
}

/** What the passes come to, as a file of results has it. Throws where that is not what the schema says. */
export function resultsOf(passes: readonly PlacePass[], occasion: Occasion): Results {
  const { started, seconds, facts, scenarios, quick } = occasion;
  const [{ place }] = passes as [PlacePass];
  const browser = browserName(facts.userAgent);
  const system = systemName(facts.userAgent);
  return parseResults({
    format: 1,
    started: started.toISOString(),
    seconds,
    arguments: [],
    quick,
    passes: passes.length,
    confidence,
    machine: {
      name: `${browser.split('.')[0]}, ${system}, ${facts.cores} cores`,
      processor: 'processor not told to pages',
      cores: facts.cores,
      system,
      load: [],
    },
    places: [{ ...place, version: browser, flags: flagsOf(facts) }],
    scenarios: scenarios.map((each) => ({ ...each, bytes: bytesMoved(each) })),
    measurements: measurementsOf(passes),
    leftOut: leftOutOf(passes),
    scoreboard: [],
  });
}

/** What the times depend on besides the machine. */
function flagsOf({ isolated, clockStep, webgpu, webgl }: BrowserFacts): string[] {
  return [
    `cross-origin-isolated=${isolated}`,
    `clock-step=${clockStep.toPrecision(2)}ms`,
    ...(webgpu.adapter === undefined ? [] : [`webgpu="${webgpu.adapter}"`]),
    ...(webgl.renderer === undefined ? [] : [`webgl="${webgl.renderer}"`]),
  ];
}
