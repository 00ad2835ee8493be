// What a reader must know of the chosen stack before trusting its pictures: in words, as a side view, and the files' own windows.
import type { ImageHeader, Stack, StackReport } from '../../src/entry/dicom.ts';
import type { VoiWindow } from '../../src/entry/index.ts';
import { type CurrentSlice, currentSlice } from '../app/current-slice.ts';
import type { Desk } from '../app/desk.ts';
import { drawProfile, type ProfileDrawing } from '../report/draw-profile.ts';
import { profileInput } from '../report/profile-of.ts';
import { legendOf, placeWords, profileWords } from '../report/profile-words.ts';
import { acrossOf, reachOf } from '../report/side-view.ts';
import { type StackProfile, stackProfile } from '../report/stack-profile.ts';
