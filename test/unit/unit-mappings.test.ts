// SUV and Real World Value Mapping: what is offered, and why the rest is not.
import { describe, expect, test } from 'vitest';
import type { ImageHeader } from '../../src/dicom/image-header.ts';
import { type Changes, type Element, sliceBytes } from '../support/dicom-bytes.ts';
import { headerOf } from '../support/series-images.ts';

const HOUR = 3600;
const DOSE = 350_000_000;

const drug = (...more: Element[]): Changes => ({
  RadiopharmaceuticalInformationSequence: [
    'SQ',
    [[['RadionuclideTotalDose', 'DS', `${DOSE}`], ['RadionuclideHalfLife', 'DS', '3600'], ...more]],
  ],
});
const START = ['RadiopharmaceuticalStartTime', 'TM', '100000.000000'] as const;
const dateTime = (text: string): Element => ['RadiopharmaceuticalStartDateTime', 'DT', text];

const pet = (changes: Changes = {}): ImageHeader =>
  headerOf(
    sliceBytes({
      Modality: ['CS', 'PT'],
      Units: ['CS', 'BQML'],
      CorrectedImage: ['CS', 'DECY\\ATTN\\SCAT'],
      DecayCorrection: ['CS', 'START'],
      PatientWeight: ['DS', '70'],
      RescaleSlope: ['DS', '0.5'],
      SeriesDate: ['DA', '20200102'],
      SeriesTime: ['TM', '110000'],
      AcquisitionDate: ['DA', '20200102'],
      AcquisitionTime: ['TM', '110000.00'],
      ...drug(START),
      ...changes,
    }),
    'a.dcm',
  );

/** Slope of a stored value that is 0.5 Bq/ml: 70 000 g to what is left of the dose. */
const slopeAfter = (seconds: number): number => (0.5 * 70_000) / (DOSE * 2 ** (-seconds / HOUR));
const problems = (header: ImageHeader): readonly string[] => header.problems.map(({ message }) => message);

describe('SUV by body weight', () => {
  test('one half-life after the injection a gram of 70 000 held 2.5 kBq', () => {
    const header = pet();
    // 1 Bq/ml is 70 000 g / (350 MBq / 2) = 4e-4 g/ml; a stored 1 is half of that.
    expect(header.mappings).toMatchObject([{ name: 'SUVbw', unit: 'g/ml', intercept: 0, mapped: null }]);
    expect(header.mappings[0]!.slope).toBeCloseTo(0.5 * 4e-4, 12);
    expect(header.problems).toEqual([]);
  });

  test('with activity corrected to the injection', () => {
    expect(pet({ DecayCorrection: ['CS', 'ADMIN'] }).mappings[0]!.slope).toBeCloseTo(0.5 * 2e-4, 12);
  });

  const at = (time: string): Changes => ({ SeriesTime: ['TM', time], AcquisitionTime: ['TM', time] });
  test.each<[string, Changes, number]>([
    ['a start with its date', drug(dateTime('20200102103000.5')), 0.5 * HOUR - 0.5],
    ['a start the day before', { ...at('003000'), ...drug(dateTime('20200101233000')) }, HOUR],
    [
      'a time of day before midnight',
      { ...at('003000'), ...drug(['RadiopharmaceuticalStartTime', 'TM', '233000']) },
      HOUR,
    ],
    ['a date that a de-identifier moved', drug(START, dateTime('20190102100000')), HOUR],
    ['a date that a de-identifier moved beyond the scan', drug(START, dateTime('20240102100000')), HOUR],
    [
      'a start in UTC, the scan in a zone of its own',
      { TimezoneOffsetFromUTC: ['SH', '+0100'], ...drug(dateTime('20200102090000+0000')) },
      HOUR,
    ],
    [
      'a start in UTC, the scan after midnight there',
      { ...at('003000'), TimezoneOffsetFromUTC: ['SH', '-0500'], ...drug(dateTime('20200102043000.00+0000')) },
      HOUR,
    ],
    ['a start in a zone, the scan in none that is named', drug(START, dateTime('20200102090000+0000')), HOUR],
    [
      'times as ACR-NEMA wrote them',
      { SeriesDate: ['DA', '2020.01.02'], ...drug(['RadiopharmaceuticalStartTime', 'TM', '10:00:00']) },
      HOUR,
    ],
  ])('%s', (_, changes, seconds) => {
    const header = pet(changes);
    expect(header.mappings[0]!.slope / slopeAfter(seconds)).toBeCloseTo(1, 12);
    expect(header.problems).toEqual([]);
  });

  test.each<[string, Changes, string]>([
    ['a weight', { PatientWeight: null }, 'missing-tag: a.dcm: PatientWeight (0010,1030): no SUV: absent'],
    [
      'a usable weight',
      { PatientWeight: ['DS', '0'] },
      'bad-value: a.dcm: PatientWeight (0010,1030): no SUV: not above 0',
    ],
    [
      'decay correction',
      { DecayCorrection: ['CS', 'NONE'] },
      'bad-value: a.dcm: DecayCorrection (0054,1102): no SUV: neither START nor ADMIN',
    ],
    [
      'attenuation correction',
      { CorrectedImage: ['CS', 'DECY'] },
      'bad-value: a.dcm: CorrectedImage (0028,0051): no SUV: does not say attenuation and decay correction',
    ],
    [
      'a drug',
      { RadiopharmaceuticalInformationSequence: null },
      'missing-tag: a.dcm: RadiopharmaceuticalInformationSequence (0054,0016): no SUV: absent',
    ],
    [
      'a start before the acquisition',
      { SeriesTime: ['TM', '120000'] },
      'bad-value: a.dcm: SeriesTime (0008,0031): no SUV: after the acquisition: not the start of the scan',
    ],
    ['a date', { SeriesDate: null }, 'bad-value: a.dcm: SeriesDate (0008,0021): no SUV: absent or no date'],
    [
      'a start within 10 half-lives',
      drug(dateTime('20190102100000')),
      'bad-value: a.dcm: RadiopharmaceuticalStartDateTime (0018,1078): no SUV: not within 10 half-lives before the scan',
    ],
    [
      'an injection before the scan',
      drug(['RadiopharmaceuticalStartTime', 'TM', '110001']),
      'bad-value: a.dcm: RadiopharmaceuticalStartTime (0018,1072): no SUV: not within 10 half-lives before the scan',
    ],
    [
      'a start that can be related to the scan',
      drug(dateTime('20200102090000+0000')),
      'bad-value: a.dcm: RadiopharmaceuticalStartDateTime (0018,1078): no SUV: no start that can be related to the scan',
    ],
    [
      'the day of a drug that lasts for days',
      drug(START, ['RadionuclideHalfLife', 'DS', '282240']),
      'bad-value: a.dcm: RadiopharmaceuticalStartTime (0018,1072): no SUV: the day of the injection is not known',
    ],
    [
      'a dose of some size',
      drug(START, ['RadionuclideTotalDose', 'DS', '1e-308']),
      'bad-value: a.dcm: RadionuclideTotalDose (0018,1074): no SUV: not the dose of a patient',
    ],
    ['a rescale', { RescaleSlope: ['DS', 'abc'] }, 'bad-value: a.dcm: RescaleSlope (0028,1053): read as 1'],
  ])('without %s there is none, and words for it', (_, changes, words) => {
    const header = pet(changes);
    expect(header.mappings).toEqual([]);
    expect(problems(header)).toEqual([`dicom/${words}`]);
  });

  test.each<[string, Changes]>([
    ['counts', { Units: ['CS', 'CNTS'] }],
    ['no PET', { Modality: ['CS', 'NM'] }],
  ])('of %s nobody asks for', (_, changes) => {
    expect([pet(changes).mappings, pet(changes).problems]).toEqual([[], []]);
  });
});

describe('values that are SUV already', () => {
  test.each([
    ['GML', null, 'SUVbw', 'g/ml'],
    ['GML', 'BW', 'SUVbw', 'g/ml'],
    ['GML', 'LBM', 'SUVlbm', 'g/ml'],
    ['GML', 'LBMJANMA', 'SUVlbm Janma', 'g/ml'],
    ['GML', 'IBW', 'SUVibw', 'g/ml'],
    ['CM2ML', 'BSA', 'SUVbsa', 'cm2/ml'],
  ])('%s of type %s are %s', (units, type, name, unit) => {
    const { mappings } = pet({ Units: ['CS', units], SUVType: type ? ['CS', type] : null });
    expect(mappings).toMatchObject([{ name, unit, slope: 0.5, intercept: 0 }]);
  });

  test.each([
    ['BSA', 'does not go with Units'],
    ['XYZ', 'not a type that is known'],
  ])('by %s in g/ml are none, and words for it', (type, words) => {
    const header = pet({ Units: ['CS', 'GML'], SUVType: ['CS', type] });
    expect(header.mappings).toEqual([]);
    expect(problems(header)).toEqual([`dicom/bad-value: a.dcm: SUVType (0054,1006): no SUV: ${words}`]);
  });
});

describe('Real World Value Mapping', () => {
  const ADC: readonly Element[] = [
    ['MeasurementUnitsCodeSequence', 'SQ', [[['CodeValue', 'SH', 'mm2/s']]]],
    ['LUTLabel', 'SH', 'ADC'],
    ['RealWorldValueIntercept', 'FD', [3]],
    ['RealWorldValueSlope', 'FD', [0.25]],
  ];
  const mapped = (...items: (readonly Element[])[]): ImageHeader =>
    headerOf(sliceBytes({ RealWorldValueMappingSequence: ['SQ', items], RescaleSlope: ['DS', 'abc'] }), 'a.dcm');

  test('by its own name and unit, whatever became of the rescale', () => {
    expect(mapped(ADC).mappings).toMatchObject([
      { name: 'ADC', unit: 'mm2/s', slope: 0.25, intercept: 3, mapped: null },
    ]);
  });

  test('two of one name are told apart', () => {
    expect(mapped(ADC, ADC, ADC).mappings.map(({ name }) => name)).toEqual(['ADC', 'ADC (2)', 'ADC (3)']);
  });

  test.each<[string, Element[], readonly [number, number]]>([
    [
      'words, signed like the pixels',
      [
        ['RealWorldValueLastValueMapped', 'US', [5]],
        ['RealWorldValueFirstValueMapped', 'US', [0xfffe]],
      ],
      [-2, 5],
    ],
    [
      'doubles',
      [
        ['DoubleFloatRealWorldValueLastValueMapped', 'FD', [2.5]],
        ['DoubleFloatRealWorldValueFirstValueMapped', 'FD', [-1]],
      ],
      [-1, 2.5],
    ],
  ])('keeps the range that it holds for, of %s, and says that there is one', (_, range, expected) => {
    const { mappings, problems: told } = mapped([...ADC, ...range]);
    expect(mappings[0]!.mapped).toEqual(expected);
    expect(told.at(-1)!.at.detail).toBe(
      'mapping 1 holds for some stored values only: it is offered where there are no others',
    );
  });

  test('a range of all that 16 bits hold needs no words', () => {
    const { mappings, problems: told } = mapped([
      ...ADC,
      ['RealWorldValueLastValueMapped', 'SS', [32767]],
      ['RealWorldValueFirstValueMapped', 'SS', [0x8000]],
    ]);
    expect(mappings[0]!.mapped).toEqual([-32768, 32767]);
    expect(told).toHaveLength(1);
  });

  test('a table, or no slope, is left out with words for it', () => {
    const { mappings, problems: told } = mapped(
      [...ADC, ['RealWorldValueLUTData', 'FD', [1, 2]]],
      [['LUTLabel', 'SH', 'b']],
    );
    expect(mappings).toEqual([]);
    expect(told.slice(1).map(({ message }) => message)).toEqual([
      'dicom/bad-value: a.dcm: RealWorldValueLUTData (0040,9212): mapping 1 is left out: a table is not applied yet',
      'dicom/bad-value: a.dcm: RealWorldValueSlope (0040,9225): mapping 2 is left out: no number, or 0',
    ]);
  });
});
