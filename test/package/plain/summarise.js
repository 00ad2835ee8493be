// One file through loadSeries -> what a test compares, small enough to hand over. Plain JavaScript, without imports: a page and Node
// run it as it is.

/**
 * @param loadSeries  the package's, or the sources'
 * @returns {Promise<import('../../support/summary.ts').Summary>}
 */
export async function summarise(loadSeries, file, options) {
  try {
    const frames = (await loadSeries([file], options)).flatMap(({ stacks }) => stacks).flatMap(framesOf);
    return await summaryOf(frames.sort((a, b) => a.header.frame - b.header.frame));
  } catch (error) {
    const own = error.errors?.[0];
    if (!own) throw error;
    return { refused: own.code };
  }
}

/** A stack's frames with their stored values, whether it has volumes or not. */
function framesOf({ images, volumes, pictures }) {
  if (volumes.length === 0) return pictures;
  const slices = volumes.flatMap(({ volume: { storedValues, size } }) => {
    const length = size[0] * size[1];
    return Array.from({ length: size[2] }, (_, k) => storedValues.subarray(k * length, (k + 1) * length));
  });
  return images.map((header, n) => ({ header, storedValues: slices[n] }));
}

/** Hashed as the reference hashes: little-endian, as wide as Bits Allocated (a bit: a byte), frame after frame. */
async function summaryOf(frames) {
  let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  const parts = frames.map(({ header, storedValues }) => {
    for (const value of storedValues) {
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
    count += storedValues.length;
    return header.pixels.bitsAllocated <= 8 ? Uint8Array.from(storedValues, (value) => value & 0xff) : storedValues;
  });
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { sha256, min, max, mean: sum / count, count };
}
