// What is in hand.

export const TOOLS = ['scrub', 'crosshair', 'window', 'pan', 'zoom', 'rotate'] as const;
/** What the left button, one finger and a pen's tip do. `measure:` and a name: `measure` commands come with that name. */
export type Tool = (typeof TOOLS)[number] | `measure:${string}`;
