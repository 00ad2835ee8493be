// What a view shows: a stack as `loadSeries` hands it out, or a volume by itself.
import { ResliceError } from '../errors.ts';
import type { Volume } from '../volume/volume.ts';

/** The part of a stack that a view needs. */
export interface StackSource {
  readonly volumes: readonly { readonly volume: Volume }[];
  /** Why there is no volume. */
  readonly reason?: ResliceError | null;
}

export type ViewSource = { readonly stack: StackSource } | { readonly volume: Volume };

/** @throws ResliceError 'use/bad-argument' for a stack without a volume, with its reason */
export function volumesOf(source: ViewSource): readonly Volume[] {
  const volumes = 'volume' in source ? [source.volume] : source.stack.volumes.map(({ volume }) => volume);
  if (volumes.length > 0) return volumes;
  const cause = 'stack' in source ? source.stack.reason : null;
  const detail = `the stack has no volume${cause ? `: ${cause.message}` : ''}`;
  throw new ResliceError('use/bad-argument', { detail }, { cause });
}
