import { type Colormap, type ColormapName, checkColormapName } from './colormap.ts';

/**
 * Fetches the tables with the first call that needs them.
 * @returns null for `grey`
 * @throws ResliceError 'voi/bad-value' for a name that there is not
 */
export async function loadColormap(name: ColormapName): Promise<Colormap | null> {
  if (checkColormapName(name) === 'grey') return null;
  const { colormapTable } = await import('./colormap-tables.ts');
  return { name, table: colormapTable(name) };
}
