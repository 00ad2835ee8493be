// What a derived image keeps of its sources, by module: attributes of patient, study, series and equipment, and of how the sources were
// acquired. What describes one slice, its pixels or its place is written anew, and private elements stay behind: nobody knows what they
// say of another image. Source: DICOM PS3.3 A.3 (CT), A.4 (MR), A.21 (PET) and the modules named

export type ImageKind = 'CT' | 'MR' | 'PT';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** C.7.1.1, C.7.1.3, C.7.2.1 to C.7.2.3, C.7.3.1, C.7.4.1, C.7.5.1, C.7.6.1, C.7.6.4, C.12.1 */
const COMMON = words(`
  PatientName PatientID IssuerOfPatientID PatientBirthDate PatientBirthTime PatientSex OtherPatientNames EthnicGroup PatientComments
  PatientSpeciesDescription PatientSpeciesCodeSequence PatientBreedDescription PatientIdentityRemoved DeidentificationMethod
  DeidentificationMethodCodeSequence
  ClinicalTrialSponsorName ClinicalTrialProtocolID ClinicalTrialProtocolName ClinicalTrialSiteID ClinicalTrialSiteName
  ClinicalTrialSubjectID ClinicalTrialSubjectReadingID ClinicalTrialTimePointID ClinicalTrialTimePointDescription
  StudyInstanceUID StudyDate StudyTime ReferringPhysicianName StudyID AccessionNumber StudyDescription PhysiciansOfRecord
  NameOfPhysiciansReadingStudy ProcedureCodeSequence
  AdmittingDiagnosesDescription PatientAge PatientSize PatientWeight AdditionalPatientHistory PatientSexNeutered PregnancyStatus
  Laterality SeriesDate SeriesTime ProtocolName BodyPartExamined PatientPosition AnatomicalOrientationType PerformingPhysicianName
  OperatorsName RequestAttributesSequence PerformedProcedureStepID PerformedProcedureStepStartDate PerformedProcedureStepStartTime
  PerformedProcedureStepDescription
  FrameOfReferenceUID PositionReferenceIndicator
  Manufacturer InstitutionName InstitutionAddress StationName InstitutionalDepartmentName ManufacturerModelName DeviceSerialNumber
  SoftwareVersions DateOfLastCalibration TimeOfLastCalibration
  AcquisitionNumber AcquisitionDate AcquisitionTime AcquisitionDateTime RecognizableVisualFeatures
  ContrastBolusAgent ContrastBolusAgentSequence ContrastBolusRoute ContrastBolusVolume ContrastBolusStartTime ContrastBolusStopTime
  ContrastBolusTotalDose ContrastFlowRate ContrastFlowDuration ContrastBolusIngredient ContrastBolusIngredientConcentration
  SpecificCharacterSet TimezoneOffsetFromUTC LongitudinalTemporalInformationModified ContributingEquipmentSequence
`);

/** C.8.2.1; C.8.3.1; C.8.9.1 to C.8.9.5 and C.8.4.6 */
const OWN: Readonly<Record<ImageKind, readonly string[]>> = {
  CT: words(`
    KVP ScanOptions DataCollectionDiameter DistanceSourceToDetector DistanceSourceToPatient TableHeight RotationDirection ExposureTime
    XRayTubeCurrent Exposure ExposureInuAs FilterType GeneratorPower FocalSpots ConvolutionKernel RevolutionTime
    SingleCollimationWidth TotalCollimationWidth TableSpeed TableFeedPerRotation SpiralPitchFactor ExposureModulationType CTDIvol
    CTDIPhantomTypeCodeSequence
  `),
  MR: words(`
    ScanningSequence SequenceVariant ScanOptions MRAcquisitionType RepetitionTime EchoTime EchoTrainLength InversionTime TriggerTime
    SequenceName AngioFlag NumberOfAverages ImagingFrequency ImagedNucleus EchoNumbers MagneticFieldStrength
    NumberOfPhaseEncodingSteps PercentSampling PixelBandwidth ReceiveCoilName TransmitCoilName FlipAngle SAR
    VariableFlipAngleFlag dBdt
  `),
  PT: words(`
    Units SUVType CountsSource SeriesType ReprojectionMethod NumberOfRRIntervals NumberOfTimeSlots CorrectedImage
    RandomsCorrectionMethod AttenuationCorrectionMethod ScatterCorrectionMethod DecayCorrection ConvolutionKernel
    ReconstructionMethod DetectorLinesOfResponseUsed AcquisitionStartCondition AcquisitionStartConditionData
    AcquisitionTerminationCondition AcquisitionTerminationConditionData FieldOfViewShape FieldOfViewDimensions
    TypeOfDetectorMotion CollimatorType CollimatorGridName AxialAcceptance AxialMash TransverseMash DetectorElementSize
    CoincidenceWindowWidth EnergyWindowRangeSequence SecondaryCountsType RadiopharmaceuticalInformationSequence
    InterventionDrugInformationSequence PatientOrientationCodeSequence PatientGantryRelationshipCodeSequence FrameReferenceTime
    ActualFrameDuration DecayFactor DoseCalibrationFactor ScatterFractionFactor SliceSensitivityFactor DeadTimeFactor
  `),
};

/** Where slices differ, the middle one's: PET asks for one, or the study does. */
export const MIDDLE: ReadonlySet<string> = new Set(
  words(`
    StudyInstanceUID FrameOfReferenceUID SpecificCharacterSet PatientIdentityRemoved FrameReferenceTime ActualFrameDuration
    SeriesDate SeriesTime DecayFactor DoseCalibrationFactor ScatterFractionFactor SliceSensitivityFactor DeadTimeFactor
  `),
);

/** Written empty where the sources have none, or none in common. */
const EMPTY: Readonly<Record<ImageKind | 'all', readonly string[]>> = {
  all: words(`
    PatientName PatientID PatientBirthDate PatientSex StudyDate StudyTime ReferringPhysicianName StudyID AccessionNumber Manufacturer
    PositionReferenceIndicator
  `),
  CT: words('KVP AcquisitionNumber'),
  MR: words('ScanOptions MRAcquisitionType RepetitionTime EchoTime EchoTrainLength'),
  PT: words(`
    CorrectedImage CollimatorType AcquisitionDate AcquisitionTime ActualFrameDuration RadiopharmaceuticalInformationSequence
    PatientOrientationCodeSequence PatientGantryRelationshipCodeSequence
  `),
};

export const keptOf = (kind: ImageKind): readonly string[] => [...COMMON, ...OWN[kind]];
export const emptyOf = (kind: ImageKind): readonly string[] => [...EMPTY.all, ...EMPTY[kind]];

/** Storage classes whose images are written. Source: DICOM PS3.4 B.5 */
export const KINDS: Readonly<Record<string, ImageKind>> = {
  '1.2.840.10008.5.1.4.1.1.2': 'CT',
  '1.2.840.10008.5.1.4.1.1.4': 'MR',
  '1.2.840.10008.5.1.4.1.1.128': 'PT',
};
