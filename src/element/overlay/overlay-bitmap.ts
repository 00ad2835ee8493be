// What lies over a picture as pixels: its shapes drawn again on a 2D canvas as they are styled now. An image of the serialised SVG would
// need `img-src data:` or `blob:`, which a strict Content-Security-Policy has not.
import { ResliceError } from '../../errors.ts';
import type { Bitmap } from '../../view/snapshot.ts';

/** What is there for a pointer, and for measuring words. */
const LEFT_OUT = '.handle, .ruler, title, [data-item=probe]';

/**
 * @param width  of the picture in device pixels; `cssWidth` of them in CSS px
 * @throws ResliceError 'element/falsified-readback' where the browser does not give back what was drawn
 */
export function overlayBitmap(root: SVGSVGElement, width: number, height: number, cssWidth: number): Bitmap {
  const context = contextOf(root.ownerDocument, width, height);
  context.scale(width / cssWidth, width / cssWidth);
  for (const child of root.children) draw(context, child as SVGElement, 1);
  return context.getImageData(0, 0, width, height);
}

/** Of a canvas that gives back what it is given. */
function contextOf(document: Document, width: number, height: number): CanvasRenderingContext2D {
  const contexts = [
    [SIDE, SIDE],
    [width, height],
  ].map(([across, down]) => {
    const canvas = document.createElement('canvas');
    canvas.width = across!;
    canvas.height = down!;
    return canvas.getContext('2d', { willReadFrequently: true });
  });
  const [tried, context] = contexts;
  if (!tried || !context || !isTrue(tried))
    throw new ResliceError('element/falsified-readback', {
      detail:
        'this browser changes what is read back from a canvas, so only the picture without what lies over it can be had',
    });
  return context;
}

const SIDE = 64;

/** Browsers that resist fingerprinting read noise, or white; a known pattern tells. Opaque: a canvas multiplies by alpha. */
function isTrue(context: CanvasRenderingContext2D): boolean {
  const sent = context.createImageData(SIDE, SIDE);
  for (let n = 0; n < sent.data.length; n++) sent.data[n] = n % 4 === 3 ? 255 : Math.imul(n + 1, 0x9e3779b1) >>> 24;
  context.putImageData(sent, 0, 0);
  const back = context.getImageData(0, 0, SIDE, SIDE).data;
  return sent.data.every((value, n) => back[n] === value);
}

/** @param outline  px: words alone, with an outline as wide as that */
function draw(context: CanvasRenderingContext2D, element: SVGElement, opacity: number, outline?: string): void {
  if (element.matches(outline ? `${LEFT_OUT}, .badge, path` : LEFT_OUT)) return;
  const style = getComputedStyle(element);
  if (style.display === 'none') return;
  // The copy of the words that comes after it.
  if (element.localName === 'use')
    draw(context, element.nextElementSibling as SVGElement, opacity, style.getPropertyValue('--outline'));
  const own = opacity * Number(style.opacity);
  for (const child of element.children) draw(context, child as SVGElement, own, outline);
  if (/^(g|use)$/.test(element.localName) || style.visibility !== 'visible') return;
  context.lineWidth = Number.parseFloat(outline ?? style.strokeWidth);
  context.lineJoin = style.strokeLinejoin as CanvasLineJoin;
  context.lineCap = style.strokeLinecap as CanvasLineCap;
  context.setLineDash((style.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number));
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const fill = (): void => paint(context, element, 'fill', style.fill, own * Number(style.fillOpacity));
  const stroke = (): void => paint(context, element, 'stroke', style.stroke, own * Number(style.strokeOpacity));
  for (const each of style.paintOrder.startsWith('stroke') ? [stroke, fill] : [fill, stroke]) each();
}

function paint(
  context: CanvasRenderingContext2D,
  element: SVGElement,
  how: 'fill' | 'stroke',
  color: string,
  alpha: number,
): void {
  if (color === 'none') return;
  context.globalAlpha = alpha;
  context[`${how}Style`] = color;
  if (element.localName === 'text') {
    const at = (name: string): number => Number(element.getAttribute(name));
    context[`${how}Text`](element.textContent ?? '', at('x'), at('y'));
  } else context[how](pathOf(element));
}

/** In CSS px: what is turned and stretched keeps the width of its line. */
function pathOf(element: SVGElement): Path2D {
  const at = (name: string): number => Number(element.getAttribute(name));
  const path = new Path2D(element.getAttribute('d') ?? undefined);
  if (element.localName === 'line') {
    path.moveTo(at('x1'), at('y1'));
    path.lineTo(at('x2'), at('y2'));
  } else if (element.localName === 'rect') path.roundRect(at('x'), at('y'), at('width'), at('height'), at('rx'));
  else if (element.localName === 'circle') path.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI);
  const { baseVal } = (element as SVGGraphicsElement).transform;
  if (baseVal.numberOfItems === 0) return path;
  const placed = new Path2D();
  placed.addPath(path, baseVal.getItem(0).matrix);
  return placed;
}
