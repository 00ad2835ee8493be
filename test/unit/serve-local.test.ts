// The files that `npm start -- PATH` shows, and what they are called.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listLocal } from '../../scripts/serve-local.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reslice-local-'));
  for (const path of ['patientA', 'patientB/deep', 'x/DICOM', 'y/DICOM']) {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'IM0001.dcm'), path);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = (...paths: string[]) => listLocal(paths.map((path) => join(folder, path))).map(({ name }) => name);

test('of one folder are named from there on', () => {
  expect(names('patientB')).toEqual([join('deep', 'IM0001.dcm')]);
  expect(names('patientA/IM0001.dcm')).toEqual(['IM0001.dcm']);
});

test('of several folders are told apart by the folders', () => {
  expect(names('patientA', 'patientB')).toEqual([
    join('patientA', 'IM0001.dcm'),
    join('patientB', 'deep', 'IM0001.dcm'),
  ]);
});

test('of folders of one name, and files of one name, are told apart by where those lie', () => {
  expect(names('x/DICOM', 'y/DICOM/')).toEqual([join('x', 'DICOM', 'IM0001.dcm'), join('y', 'DICOM', 'IM0001.dcm')]);
  expect(names('patientA/IM0001.dcm', 'x/DICOM/IM0001.dcm')).toEqual([
    join('patientA', 'IM0001.dcm'),
    join('x', 'DICOM', 'IM0001.dcm'),
  ]);
});

test('are there once, however often they are asked for', () => {
  expect(names('patientA', 'patientA/')).toEqual(['IM0001.dcm']);
  expect(() => names('nowhere')).toThrow('does not exist');
});
