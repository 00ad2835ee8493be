import type { VoiWindow } from './voi-window.ts';

const round = (value: number): string => String(Number(value.toFixed(4)));

/** For example '40/80 (BRAIN)'. */
export const windowText = ({ center, width, function: name, explanation }: VoiWindow): string =>
  `${round(center)}/${round(width)}${name === 'LINEAR' ? '' : `/${name}`}${explanation ? ` (${explanation})` : ''}`;
