// What is shown, as the part of an address after `#`: planes, how each is looked at, window, colours. Never of whom: no name, no
// identifier, nothing that a file says. Loaded with the start screen, since a link may name a phantom to open.
import type { PhantomName } from '../../phantom/index.ts';
import type { MprLayout } from '../../src/entry/element.ts';
import type { Crosshair, Interpolation, Vec3, VoiFunction, WindowRequest } from '../../src/entry/index.ts';
import type { PlaneKey } from '../app/pictures.ts';
import { isPhantomName } from '../start/sources.ts';
import { dot } from '../ui/vec3.ts';
import {
  type Codec,
  type Codecs,
  type Decoded,
  decode,
  encode,
  flag,
  name,
  numberFrom,
  numbersFrom,
  oneOf,
  readNumber,
} from './codec.ts';
import { type Look, look } from './look.ts';

export interface LinkState extends Partial<Readonly<Record<PlaneKey, Look>>> {
  readonly phantom?: PhantomName;
  /** Where the planes meet, LPS mm. */
  readonly at?: Vec3;
  /** Not where they are the patient's. */
  readonly axes?: Crosshair['axes'];
  /** The oblique plane's, degrees. */
  readonly angle?: number;
  readonly layout?: MprLayout;
  readonly pane?: PlaneKey;
  readonly window?: WindowRequest;
  readonly kernel?: Interpolation;
  readonly map?: string;
  readonly invert?: boolean;
  readonly time?: number;
}

/** mm; beyond any patient. */
const FAR = 1e5;
/** Of modality values. */
const HUGE = 1e9;
const FUNCTIONS: readonly VoiFunction[] = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'];

const phantom: Codec<PhantomName> = { write: String, read: (text) => (isPhantomName(text) ? text : null) };

const numbers9 = numbersFrom(9, -1.001, 1.001);

/** Three orthogonal unit vectors, right-handed. */
const axes: Codec<Crosshair['axes']> = {
  write: (vectors) => numbers9.write(vectors.flat()),
  read(text) {
    const parts = numbers9.read(text);
    if (!parts) return null;
    const vectors = [0, 3, 6].map((from) => parts.slice(from, from + 3)) as unknown as Crosshair['axes'];
    return areOrthonormal(vectors) ? vectors : null;
  },
};

function areOrthonormal([x, y, z]: Crosshair['axes']): boolean {
  const cross = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]] as const;
  const off = [dot(x, x) - 1, dot(y, y) - 1, dot(z, z) - 1, dot(x, y), dot(y, z), dot(z, x), dot(cross, z) - 1];
  return off.every((error) => Math.abs(error) < 1e-6);
}

/** As the element's attribute: `brain`, `file`, `auto`, `40/80`, `40/80/SIGMOID`, `lut/0`. Without the name that a file gives it. */
const window: Codec<WindowRequest> = {
  write(request) {
    if (typeof request === 'string') return request;
    if ('lut' in request) return `lut/${request.lut}`;
    const { center, width, function: voiFunction = 'LINEAR' } = request;
    return `${center}/${width}${voiFunction === 'LINEAR' ? '' : `/${voiFunction}`}`;
  },
  read(text) {
    const [first = '', second, third = 'LINEAR', ...more] = text.split('/');
    // Whether there is a window of that name is the library's to say.
    if (second === undefined) return name.read(first) as WindowRequest | null;
    if (first === 'lut') return lut.read(text.slice(4));
    const [center, width] = [readNumber(first, -HUGE, HUGE), readNumber(second, 0, HUGE)];
    const voiFunction = FUNCTIONS.find((each) => each === third);
    if (center === null || !width || !voiFunction || more.length > 0) return null;
    return { center, width, function: voiFunction };
  },
};

const lut: Codec<WindowRequest> = {
  write: String,
  read: (text) => (/^\d{1,2}$/.test(text) ? { function: 'LUT', lut: Number(text) } : null),
};

const time: Codec<number> = { write: String, read: (text) => (/^\d{1,4}$/.test(text) ? Number(text) : null) };

const CODECS: Codecs<LinkState> = {
  phantom,
  at: numbersFrom(3, -FAR, FAR) as unknown as Codec<Vec3>,
  axes,
  angle: numberFrom(0, 360),
  layout: oneOf(['2x2', '1+3', 'one']),
  pane: oneOf(['axial', 'sagittal', 'coronal', 'oblique', 'acquired']),
  window,
  kernel: oneOf(['linear', 'nearest', 'cubic']),
  map: name,
  invert: flag,
  time,
  axial: look,
  sagittal: look,
  coronal: look,
  oblique: look,
  acquired: look,
};

export const encodeLink = (state: LinkState): string => encode(CODECS, state);

/** @param text  with or without its `#` */
export const decodeLink = (text: string): Decoded<LinkState> => decode(CODECS, text.replace(/^#/, ''));
