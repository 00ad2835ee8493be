// Colours where somebody looks, and nothing where a program reads.
import { styleText } from 'node:util';

export type Paint = (style: 'bold' | 'dim' | 'cyan' | 'yellow', text: string) => string;

export const painter =
  (colors: boolean): Paint =>
  (style, text) =>
    // Whether there are colours is decided already, by the stream that they go to.
    colors && text !== '' ? styleText(style, text, { validateStream: false }) : text;

/** Source: no-color.org: NO_COLOR of any value but an empty one */
export const wantsColors = (isTerminal: boolean, { NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean =>
  isTerminal && !NO_COLOR && TERM !== 'dumb';
