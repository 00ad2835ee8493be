// The icon set (Lucide, ISC): single modules, so that only what is used comes along.
import type { IconNode } from 'lucide';
import createElement from 'lucide/dist/esm/createElement.mjs';
import chartColumnIcon from 'lucide/dist/esm/icons/chart-column.mjs';
import circleDashedIcon from 'lucide/dist/esm/icons/circle-dashed.mjs';
import clipboardPasteIcon from 'lucide/dist/esm/icons/clipboard-paste.mjs';
import contrastIcon from 'lucide/dist/esm/icons/contrast.mjs';
import copyIcon from 'lucide/dist/esm/icons/copy.mjs';
import crosshairIcon from 'lucide/dist/esm/icons/crosshair.mjs';
import downloadIcon from 'lucide/dist/esm/icons/download.mjs';
import ellipsisIcon from 'lucide/dist/esm/icons/ellipsis.mjs';
import eyeIcon from 'lucide/dist/esm/icons/eye.mjs';
import folderOpenIcon from 'lucide/dist/esm/icons/folder-open.mjs';
import fullscreenIcon from 'lucide/dist/esm/icons/fullscreen.mjs';
import gitCompareIcon from 'lucide/dist/esm/icons/git-compare.mjs';
import grid2x2Icon from 'lucide/dist/esm/icons/grid-2x2.mjs';
import handIcon from 'lucide/dist/esm/icons/hand.mjs';
import infoIcon from 'lucide/dist/esm/icons/info.mjs';
import keyboardIcon from 'lucide/dist/esm/icons/keyboard.mjs';
import layersIcon from 'lucide/dist/esm/icons/layers.mjs';
import layoutPanelLeftIcon from 'lucide/dist/esm/icons/layout-panel-left.mjs';
import linkIcon from 'lucide/dist/esm/icons/link.mjs';
import moonIcon from 'lucide/dist/esm/icons/moon.mjs';
import moveVerticalIcon from 'lucide/dist/esm/icons/move-vertical.mjs';
import pauseIcon from 'lucide/dist/esm/icons/pause.mjs';
import pipetteIcon from 'lucide/dist/esm/icons/pipette.mjs';
import playIcon from 'lucide/dist/esm/icons/play.mjs';
import redoIcon from 'lucide/dist/esm/icons/redo.mjs';
import rotateCcwIcon from 'lucide/dist/esm/icons/rotate-ccw.mjs';
import rotateCwIcon from 'lucide/dist/esm/icons/rotate-cw.mjs';
import rulerIcon from 'lucide/dist/esm/icons/ruler.mjs';
import searchIcon from 'lucide/dist/esm/icons/search.mjs';
import slidersHorizontalIcon from 'lucide/dist/esm/icons/sliders-horizontal.mjs';
import squareIcon from 'lucide/dist/esm/icons/square.mjs';
import squareDashedIcon from 'lucide/dist/esm/icons/square-dashed.mjs';
import sunIcon from 'lucide/dist/esm/icons/sun.mjs';
import tablePropertiesIcon from 'lucide/dist/esm/icons/table-properties.mjs';
import triangleAlertIcon from 'lucide/dist/esm/icons/triangle-alert.mjs';
import triangleRightIcon from 'lucide/dist/esm/icons/triangle-right.mjs';
import undoIcon from 'lucide/dist/esm/icons/undo.mjs';
import uploadIcon from 'lucide/dist/esm/icons/upload.mjs';
import xIcon from 'lucide/dist/esm/icons/x.mjs';
import zoomInIcon from 'lucide/dist/esm/icons/zoom-in.mjs';

/** By what they stand for here. */
const ICONS = {
  scrub: moveVerticalIcon,
  crosshair: crosshairIcon,
  window: contrastIcon,
  pan: handIcon,
  zoom: zoomInIcon,
  rotate: rotateCwIcon,
  length: rulerIcon,
  angle: triangleRightIcon,
  ellipse: circleDashedIcon,
  rectangle: squareDashedIcon,
  probe: pipetteIcon,
  undo: undoIcon,
  redo: redoIcon,
  grid: grid2x2Icon,
  'main-and-three': layoutPanelLeftIcon,
  single: squareIcon,
  reset: rotateCcwIcon,
  overlay: eyeIcon,
  download: downloadIcon,
  copy: copyIcon,
  link: linkIcon,
  'full-screen': fullscreenIcon,
  light: sunIcon,
  dark: moonIcon,
  help: keyboardIcon,
  why: gitCompareIcon,
  'open-folder': folderOpenIcon,
  'open-files': uploadIcon,
  paste: clipboardPasteIcon,
  play: playIcon,
  pause: pauseIcon,
  series: layersIcon,
  view: slidersHorizontalIcon,
  report: chartColumnIcon,
  header: tablePropertiesIcon,
  close: xIcon,
  warning: triangleAlertIcon,
  info: infoIcon,
  search: searchIcon,
  more: ellipsisIcon,
} as const satisfies Record<string, IconNode>;

export type IconName = keyof typeof ICONS;

/** For the eye only: what it stands beside, or on, says it in words. */
export function icon(name: IconName): SVGElement {
  const drawn = createElement(ICONS[name]);
  drawn.setAttribute('aria-hidden', 'true');
  drawn.classList.add('icon');
  return drawn;
}
