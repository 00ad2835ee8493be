// The keys of the cine, pressed in a picture: here they are the page's, whose buttons show whether it plays.
import { type Pictures, PLANES } from '../app/pictures.ts';
import { type CinePlayer, SPEEDS } from './cine-player.ts';

export function cineKeys(pictures: Pictures, player: CinePlayer): void {
  // On the way down: what is taken here, the picture leaves alone.
  pictures.root.addEventListener('keydown', (event) => take(event, pictures, player) && event.preventDefault(), {
    capture: true,
  });
}

/** @returns whether the key was the cine's */
function take(event: KeyboardEvent, pictures: Pictures, player: CinePlayer): boolean {
  const { key, shiftKey, repeat } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  // What is slotted over a picture has keys of its own.
  const [target] = event.composedPath();
  const pane = PLANES.find((name) => pictures.viewOf(name)?.canvas.parentElement === target);
  if (!pane) return false;
  if (key.toLowerCase() === 'c') {
    if (!repeat) player.toggle(shiftKey ? 'times' : 'slices', pane);
    return true;
  }
  if (key === '<' || key === '>') {
    const next =
      key === '<' ? SPEEDS.findLast((speed) => speed < player.speed) : SPEEDS.find((speed) => speed > player.speed);
    if (next) player.speed = next;
    return true;
  }
  // One thing a press.
  if (key !== 'Escape' || player.over === null) return false;
  player.stop();
  return true;
}
