import type { Contender } from '../contender.ts';
import { withFileTask } from '../contenders/file-task.ts';
import { pythonPeers } from '../python/python-peers.ts';
import { javascriptPeers } from './javascript-peers.ts';

/** What people would use instead in Node. */
export function peersInNode(): readonly Contender[] {
  return [...javascriptPeers().map(withFileTask), ...pythonPeers()];
}
