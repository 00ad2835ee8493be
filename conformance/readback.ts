// Whether numbers come back from the GPU, and from a 2D canvas, as they went there. Browsers that resist fingerprinting falsify some
// of it, and then a comparison would blame the shader. Nothing is drawn here: known texels are attached and read.
import { createRandom } from '../src/math/random.ts';

export type Way = 'GPU integers' | 'GPU bytes' | '2D canvas';

export interface Readback {
  readonly way: Way;
  /** Numbers that came back other than they went. */
  readonly wrong: number;
  readonly of: number;
}

const SIDE = 64;

/** Any bits; for bytes opaque ones, since a 2D canvas multiplies by alpha. */
function pattern(bytes: boolean): Uint32Array<ArrayBuffer> {
  const random = createRandom(77);
  return Uint32Array.from({ length: SIDE * SIDE }, () => {
    const bits = Math.floor(random.next() * 2 ** 32) >>> 0;
    return bytes ? (bits | 0xff000000) >>> 0 : bits;
  });
}

const differing = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let wrong = 0;
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) wrong++;
  return wrong;
};

/** Reads a texture of known texels through a framebuffer. */
function throughGpu(gl: WebGL2RenderingContext, way: 'GPU integers' | 'GPU bytes'): Readback {
  const integers = way === 'GPU integers';
  const sent = pattern(!integers);
  const bytes = new Uint8Array(sent.buffer);
  const texture = gl.createTexture();
  const framebuffer = gl.createFramebuffer();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, integers ? gl.R32UI : gl.RGBA8, SIDE, SIDE);
  if (integers) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, SIDE, SIDE, gl.RED_INTEGER, gl.UNSIGNED_INT, sent);
  else gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, SIDE, SIDE, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  let wrong: number;
  if (integers) {
    const back = new Uint32Array(SIDE * SIDE * 4);
    gl.readPixels(0, 0, SIDE, SIDE, gl.RGBA_INTEGER, gl.UNSIGNED_INT, back);
    wrong = differing(
      sent,
      sent.map((_, n) => back[n * 4]!),
    );
  } else {
    const back = new Uint8Array(SIDE * SIDE * 4);
    gl.readPixels(0, 0, SIDE, SIDE, gl.RGBA, gl.UNSIGNED_BYTE, back);
    wrong = differing(bytes, back);
  }
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
  return { way, wrong, of: integers ? sent.length : bytes.length };
}

function through2d(): Readback {
  const sent = new Uint8ClampedArray(pattern(true).buffer);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return { way: '2D canvas', wrong: sent.length, of: sent.length };
  context.putImageData(new ImageData(sent, SIDE, SIDE), 0, 0);
  return {
    way: '2D canvas',
    wrong: differing(sent, context.getImageData(0, 0, SIDE, SIDE).data),
    of: sent.length,
  };
}

export function checkReadback(gl: WebGL2RenderingContext): readonly Readback[] {
  return [throughGpu(gl, 'GPU integers'), throughGpu(gl, 'GPU bytes'), through2d()];
}

/** Whether the suite's numbers can be believed: it reads through the GPU only. */
export const canJudge = (readback: readonly Readback[]): boolean =>
  readback.every(({ way, wrong }) => way === '2D canvas' || wrong === 0);

/** What to tell a visitor, or null where all came back as it went. */
export function wordsOfReadback(readback: readonly Readback[]): string | null {
  const falsified = readback.filter(({ wrong }) => wrong > 0);
  if (falsified.length === 0) return null;
  const ways = falsified.map(({ way, wrong, of }) => `${way}: ${wrong} of ${of} numbers`).join('; ');
  return canJudge(readback)
    ? `This browser changes what is read back from a 2D canvas (${ways}). The results below read nothing that way, so they hold; pictures saved from a canvas would be wrong, and an element’s snapshot with overlays is refused.`
    : `This browser changes what is read back from the GPU (${ways}). The results below would be about that, not about the shader: no verdict.`;
}
