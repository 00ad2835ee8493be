// The whole suite on the visitor's own device: every picture of every case by the shader and by the float64 reference.
// ?thin one plane of each case; ?cases=WORDS those whose name has them; ?broken=NAME a shader that is wrong on purpose;
// ?report hands the result to the server that the page came from (`npm run conformance`).
import {
  BROKEN,
  type CaseResult,
  conformanceCases,
  deviceFacts,
  drawCase,
  openSuiteDevice,
  percent,
  picturesOf,
  planesOf,
  type Report,
  runSuite,
  summarise,
  tableOf,
  wordsOfReadback,
  wordsOfSummary,
} from '../../conformance/index.ts';
import { el, find, setText } from '../ui/dom.ts';
import { casePanel, devicePanel } from './conformance-detail.ts';
import { ConformanceTable } from './conformance-table.ts';

const query = new URLSearchParams(location.search);
const thin = query.has('thin');
const broken = query.get('broken');
const defines = (broken !== null && BROKEN[broken]) || [];
const words = query.get('cases') ?? '';
const cases = conformanceCases.filter(({ name }) => name.includes(words));

const suite = find('.suite');
const title = find('.verdict h2');
const sub = find('.verdict .sub');
const detail = find('.detail');
const progress = find('.progress');
const chosenPlace = el('div', {}, el('p', { class: 'hint' }, 'Choose a case to see its pictures.'));

function tell(verdict: 'running' | Report['verdict'], heading: string, below: string): void {
  suite.dataset.verdict = verdict;
  setText(title, heading);
  setText(sub, below);
}

function note(selector: '.warning' | '.broken', text: string | null): void {
  const place = find(`.verdict ${selector}`);
  place.hidden = text === null;
  setText(place, text ?? '');
}

function soFar(results: readonly CaseResult[]): string {
  const { pictures, pixels, differing, worstLevel, worstValue, masked } = summarise(results);
  if (pictures === 0) return '';
  return `${pictures} pictures, ${pixels.toLocaleString('en')} pixels: ${percent(differing, pixels)} differ, by ${worstLevel} level${worstLevel === 1 ? '' : 's'} at most; values within ${worstValue.toExponential(1)} of the largest; ${percent(masked, pixels + masked)} masked`;
}

function conclude(report: Report, stopped: boolean): void {
  const { summary, verdict } = report;
  const below = `${soFar(report.cases)}; ${report.seconds.toFixed(0)} s`;
  if (verdict === 'passed') tell(verdict, `Passed: all ${summary.cases} cases, as the reference draws them`, below);
  else if (verdict === 'failed')
    tell(verdict, `Failed: ${summary.failed} of ${summary.cases} cases break the promise`, below);
  else if (stopped) tell(verdict, `No verdict: stopped after ${summary.cases} of ${cases.length} cases`, below);
  else tell(verdict, 'No verdict: what is read back cannot be believed', below);
}

function download(report: Report): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(report, null, 1)], { type: 'application/json' }));
  el('a', { href: url, download: `reslice-conformance-${report.date.slice(0, 10)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

async function run(): Promise<void> {
  const device = openSuiteDevice();
  const results: (CaseResult | undefined)[] = [];
  const stop = new AbortController();
  const table = new ConformanceTable(cases, (index) => {
    const panel = casePanel(cases[index]!, results[index] ?? null, (entry, plane, picture) => {
      const volume = entry.volume();
      const drawn = planesOf(entry, volume)[plane]!.plane;
      return drawCase(device, entry, drawn, picturesOf(entry, volume)[picture]!, { defines });
    });
    chosenPlace.replaceChildren(panel);
    // In one column the pictures are below the table.
    if (matchMedia('(max-width: 720px)').matches) chosenPlace.scrollIntoView({ block: 'start' });
  });
  detail.replaceChildren(chosenPlace, devicePanel(deviceFacts(device.gl)));
  find('[data-action=stop]').addEventListener('click', () => stop.abort());

  const report = await runSuite(device, cases, {
    thin,
    defines,
    signal: stop.signal,
    onReadback: (readback) => note('.warning', wordsOfReadback(readback)),
    onCase: (result, index) => {
      results[index] = result;
      table.fill(index, result);
      const done = results.filter((each) => each !== undefined);
      progress.style.setProperty('--done', String(done.length / cases.length));
      const failed = done.filter(({ passed }) => !passed).length;
      tell(
        'running',
        `Running: ${done.length} of ${cases.length} cases${failed ? `, ${failed} failed` : ''}`,
        soFar(done),
      );
    },
  });
  progress.hidden = true;
  find<HTMLButtonElement>('[data-action=stop]').disabled = true;
  conclude(report, stop.signal.aborted);
  const save = find<HTMLButtonElement>('[data-action=download]');
  save.disabled = false;
  save.addEventListener('click', () => download(report));
  if (query.has('test')) Object.assign(window, { resliceReport: report });
  if (query.has('report')) {
    const body = JSON.stringify({ report, table: tableOf(report.cases), summary: wordsOfSummary(report.summary) });
    await fetch('/conformance-report', { method: 'POST', body });
  }
}

find('[data-action=failed]').addEventListener('click', (event) => {
  const only = suite.classList.toggle('failed-only');
  (event.currentTarget as HTMLElement).setAttribute('aria-pressed', String(only));
});
if (broken !== null)
  note(
    '.broken',
    defines.length > 0
      ? `The shader is broken on purpose (${broken}): this run must fail.`
      : `No way to break the shader is called ${broken}: it is whole.`,
  );
setText(find('.task'), `${cases.length} cases${thin ? ', one plane of each' : ''}`);
tell('running', 'Running', '');
run().catch(async (error: unknown) => {
  progress.hidden = true;
  tell('none', 'No verdict: the suite cannot run here', String(error));
  if (query.has('report'))
    await fetch('/conformance-report', { method: 'POST', body: JSON.stringify({ error: String(error) }) });
});
