// A key of the elements, pressed in a picture: buttons do what keys do, by the same way.
import type { Pictures, PlaneKey } from '../app/pictures.ts';

export function pressKey(pictures: Pictures, key: string, pane: PlaneKey = pictures.active): void {
  // A view's canvas lies in its picture, which listens to keys.
  const picture = pictures.viewOf(pane)?.canvas.parentElement;
  picture?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}
