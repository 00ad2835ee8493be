// `reslice edit`: its words. What they do is in ../edit.ts.
import { Command } from 'commander';
import { type EditWords, edit } from '../edit.ts';
import type { CommandIo } from '../io.ts';
import { afterHelp } from './about.ts';

const GRAMMAR = `
An element is a keyword, (gggg,eeee), or one in a sequence's item, counted from 0:
  PatientName=Doe^Jane                    several values: ImageType=DERIVED\\SECONDARY; none: PatientID=
  (0019,10E0):LO=text                     :VR where neither the dictionary nor the file knows it
  RequestAttributesSequence[0].ScheduledProcedureStepID=X    [n] behind the last item adds one
All but what is asked for stays byte for byte as it is, pixels too. What says how pixels are read is refused.`;

export const editCommand = (io: CommandIo): Command =>
  new Command('edit')
    .description('changes headers, and leaves pixels and every other byte alone; writes copies, never its inputs')
    .argument('<path...>', 'files, folders (searched), patterns in quotes (* and ? in a file’s name)')
    .option('--set <element=value...>', 'sets an element, or adds it')
    .option('--remove <element...>', 'removes an element, or a sequence’s item')
    .option('--out <folder>', 'where the changed files go, by their names below the folder that was searched')
    .option('--dry-run', 'shows what would change, old values too, and writes nothing')
    .addHelpText(
      'after',
      GRAMMAR +
        afterHelp(
          'reslice edit scans/ --set PatientName=Anonymous PatientID=007 --remove PatientBirthDate --out anonymous/',
          'reslice edit "scans/IM*.dcm" --set "RequestAttributesSequence[0].RequestedProcedureID=R1" --out out/ --dry-run',
          'reslice edit one.dcm --set SOPInstanceUID=2.25.1234 --out out/',
        ),
    )
    .action((paths: string[], words: EditWords) => edit(paths, words, io));
