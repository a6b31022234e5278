import { peersInPage } from '../peers/page.ts';
import { type Entered, type Trial, trialScenarios, trialsOf } from './trial.ts';

/** What the page's peers made of every scenario, and why others did not start. */
export interface PageTrials {
  readonly trials: readonly Trial[];
  readonly notStarted: Readonly<Record<string, string>>;
  /** Tensors of tfjs after everything has ended. */
  readonly tensors: number;
}

/** A page hands it over. */
export async function trialsInPage(): Promise<PageTrials> {
  const { memory } = await import('@tensorflow/tfjs');
  const entered: Entered[] = [];
  const notStarted: Record<string, string> = {};
  for (const contender of peersInPage()) {
    try {
      entered.push({ contender, started: await contender.start() });
    } catch (error) {
      notStarted[contender.name] = String(error);
    }
  }
  const trials: Trial[] = [];
  for (const scenario of trialScenarios)
    trials.push(...(await trialsOf(entered, scenario, () => memory().numTensors)));
  for (const { started } of entered) await started.end?.();
  return { trials, notStarted, tensors: memory().numTensors };
}
