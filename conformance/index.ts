// What the page and the tests import.
export { BROKEN } from './broken.ts';
export { type ConformanceCase, conformanceCases } from './cases.ts';
export { type DeviceFacts, deviceFacts } from './device-facts.ts';
export { openSuiteDevice } from './open-device.ts';
export { percent, percentOf } from './picture-shares.ts';
export { canJudge, type Readback, wordsOfReadback } from './readback.ts';
export { summarise, tableOf, wordsOfSummary } from './report.ts';
export { type CasePicture, type CaseResult, drawCase, picturesOf, planesOf, wordsOf } from './run-case.ts';
export { type Report, runSuite } from './run-suite.ts';
