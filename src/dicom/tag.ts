// The attributes that Reslice reads: keyword, tag as people write it, and as dicom-parser spells it.
import type { TagName } from '../errors.ts';

export interface Tag extends TagName {
  readonly key: string;
}

const tag = (keyword: string, group: string, element: string): Tag => ({
  keyword,
  id: `(${group.toUpperCase()},${element.toUpperCase()})`,
  key: `x${group}${element}`,
});

export const TAGS = {
  transferSyntaxUID: tag('TransferSyntaxUID', '0002', '0010'),
  mediaStorageSOPClassUID: tag('MediaStorageSOPClassUID', '0002', '0002'),
  imageType: tag('ImageType', '0008', '0008'),
  sopClassUID: tag('SOPClassUID', '0008', '0016'),
  sopInstanceUID: tag('SOPInstanceUID', '0008', '0018'),
  modality: tag('Modality', '0008', '0060'),
  seriesDescription: tag('SeriesDescription', '0008', '103e'),
  sliceThickness: tag('SliceThickness', '0018', '0050'),
  echoTime: tag('EchoTime', '0018', '0081'),
  triggerTime: tag('TriggerTime', '0018', '1060'),
  studyInstanceUID: tag('StudyInstanceUID', '0020', '000d'),
  seriesInstanceUID: tag('SeriesInstanceUID', '0020', '000e'),
  seriesNumber: tag('SeriesNumber', '0020', '0011'),
  instanceNumber: tag('InstanceNumber', '0020', '0013'),
  imagePositionPatient: tag('ImagePositionPatient', '0020', '0032'),
  imageOrientationPatient: tag('ImageOrientationPatient', '0020', '0037'),
  frameOfReferenceUID: tag('FrameOfReferenceUID', '0020', '0052'),
  temporalPositionIdentifier: tag('TemporalPositionIdentifier', '0020', '0100'),
  samplesPerPixel: tag('SamplesPerPixel', '0028', '0002'),
  photometricInterpretation: tag('PhotometricInterpretation', '0028', '0004'),
  numberOfFrames: tag('NumberOfFrames', '0028', '0008'),
  rows: tag('Rows', '0028', '0010'),
  columns: tag('Columns', '0028', '0011'),
  pixelSpacing: tag('PixelSpacing', '0028', '0030'),
  bitsAllocated: tag('BitsAllocated', '0028', '0100'),
  bitsStored: tag('BitsStored', '0028', '0101'),
  highBit: tag('HighBit', '0028', '0102'),
  pixelRepresentation: tag('PixelRepresentation', '0028', '0103'),
  pixelPaddingValue: tag('PixelPaddingValue', '0028', '0120'),
  pixelPaddingRangeLimit: tag('PixelPaddingRangeLimit', '0028', '0121'),
  windowCenter: tag('WindowCenter', '0028', '1050'),
  windowWidth: tag('WindowWidth', '0028', '1051'),
  rescaleIntercept: tag('RescaleIntercept', '0028', '1052'),
  rescaleSlope: tag('RescaleSlope', '0028', '1053'),
  rescaleType: tag('RescaleType', '0028', '1054'),
  windowCenterWidthExplanation: tag('WindowCenterWidthExplanation', '0028', '1055'),
  voiLutFunction: tag('VOILUTFunction', '0028', '1056'),
  modalityLutSequence: tag('ModalityLUTSequence', '0028', '3000'),
  units: tag('Units', '0054', '1001'),
  presentationLutShape: tag('PresentationLUTShape', '2050', '0020'),
  floatPixelData: tag('FloatPixelData', '7fe0', '0008'),
  doubleFloatPixelData: tag('DoubleFloatPixelData', '7fe0', '0009'),
  pixelData: tag('PixelData', '7fe0', '0010'),
} as const;
