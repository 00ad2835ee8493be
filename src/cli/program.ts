// The commands. Each has a file of its own in commands/, with its options and examples; here they are only listed.
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { isResliceError } from '../errors.ts';
import { NOTICE } from './commands/about.ts';
import { batchCommand } from './commands/batch.ts';
import { compareCommand } from './commands/compare.ts';
import { editCommand } from './commands/edit.ts';
import { exportCommand } from './commands/export.ts';
import { goldenCommand } from './commands/golden.ts';
import { infoCommand } from './commands/info.ts';
import { renderCommand } from './commands/render.ts';
import { viewCommand } from './commands/view.ts';
import { statusOf } from './exit-status.ts';
import { type CliIo, type CommandIo, EXIT } from './io.ts';

const COMMANDS: readonly ((io: CommandIo) => Command)[] = [
  infoCommand,
  renderCommand,
  exportCommand,
  editCommand,
  compareCommand,
  goldenCommand,
  batchCommand,
  viewCommand,
];

function program(io: CommandIo): Command {
  const reslice = new Command('reslice')
    .description(`Reads DICOM series and draws any plane through them, exactly.\n${NOTICE}`)
    .version(version, '--version', 'prints the version');
  for (const command of COMMANDS) reslice.addCommand(command(io));
  for (const command of [reslice, ...reslice.commands]) {
    const name = command === reslice ? 'reslice' : `reslice ${command.name()}`;
    command
      .exitOverride()
      .showHelpAfterError(`\`${name} --help\` tells what it takes, with examples`)
      .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  }
  return reslice;
}

/**
 * @param argv  the words after the program's name
 * @returns exit status: 0 done, 1 compared and different, 2 bad use, 3 unreadable input
 */
export async function run(argv: readonly string[], io: CliIo): Promise<number> {
  let status: number = EXIT.done;
  const finish = (asked: number): void => {
    status = asked;
  };
  try {
    await program({ ...io, finish }).parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badUse;
    if (!isResliceError(error)) throw error;
    io.err(`reslice: ${error.message}\n`);
    return statusOf(error.code);
  }
}
