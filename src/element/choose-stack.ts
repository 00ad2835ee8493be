import type { Series, Stack } from '../load/series.ts';

/** The stack that attributes name by their indices; where they do not, the first that has a volume, else the first. */
export function chooseStack(
  all: readonly Series[],
  seriesIndex: string | null,
  stackIndex: string | null,
): Stack | null {
  const among = seriesIndex === null ? all : all.slice(Number(seriesIndex)).slice(0, 1);
  if (stackIndex !== null) return among[0]?.stacks[Number(stackIndex)] ?? null;
  const stacks = among.flatMap((each) => each.stacks);
  return stacks.find(({ volume }) => volume) ?? stacks[0] ?? null;
}
