// The attributes that only unit mappings read: they come with those, in a chunk of their own.
import { tag } from './tag.ts';

export const UNIT_TAGS = {
  seriesDate: tag('SeriesDate', '0008', '0021'),
  seriesTime: tag('SeriesTime', '0008', '0031'),
  codeValue: tag('CodeValue', '0008', '0100'),
  timezoneOffsetFromUTC: tag('TimezoneOffsetFromUTC', '0008', '0201'),
  patientWeight: tag('PatientWeight', '0010', '1030'),
  radiopharmaceuticalStartTime: tag('RadiopharmaceuticalStartTime', '0018', '1072'),
  radionuclideTotalDose: tag('RadionuclideTotalDose', '0018', '1074'),
  radionuclideHalfLife: tag('RadionuclideHalfLife', '0018', '1075'),
  radiopharmaceuticalStartDateTime: tag('RadiopharmaceuticalStartDateTime', '0018', '1078'),
  correctedImage: tag('CorrectedImage', '0028', '0051'),
  measurementUnitsCodeSequence: tag('MeasurementUnitsCodeSequence', '0040', '08ea', 'SQ'),
  lutLabel: tag('LUTLabel', '0040', '9210'),
  realWorldValueLastValueMapped: tag('RealWorldValueLastValueMapped', '0040', '9211', 'US'),
  realWorldValueLutData: tag('RealWorldValueLUTData', '0040', '9212', 'FD'),
  doubleFloatRealWorldValueLastValueMapped: tag('DoubleFloatRealWorldValueLastValueMapped', '0040', '9213', 'FD'),
  doubleFloatRealWorldValueFirstValueMapped: tag('DoubleFloatRealWorldValueFirstValueMapped', '0040', '9214', 'FD'),
  realWorldValueFirstValueMapped: tag('RealWorldValueFirstValueMapped', '0040', '9216', 'US'),
  realWorldValueIntercept: tag('RealWorldValueIntercept', '0040', '9224', 'FD'),
  realWorldValueSlope: tag('RealWorldValueSlope', '0040', '9225', 'FD'),
  radiopharmaceuticalInformationSequence: tag('RadiopharmaceuticalInformationSequence', '0054', '0016', 'SQ'),
  suvType: tag('SUVType', '0054', '1006'),
  decayCorrection: tag('DecayCorrection', '0054', '1102'),
} as const;
