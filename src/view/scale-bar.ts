// A scale bar of a round length.

export interface ScaleBar {
  /** 1, 2 or 5 times a power of ten. */
  readonly mm: number;
  readonly px: number;
}

/** The longest round bar that fits into `mostPx`. */
export function scaleBar(mmPerPx: number, mostPx: number): ScaleBar {
  const most = mmPerPx * mostPx;
  const power = 10 ** Math.floor(Math.log10(most));
  // A rounding error below a round length still is that length.
  const digit = [5, 2, 1].find((n) => n * power <= most * (1 + 1e-12)) ?? 1;
  const mm = Number((digit * power).toPrecision(1));
  return { mm, px: mm / mmPerPx };
}
