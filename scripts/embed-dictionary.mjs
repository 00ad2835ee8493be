// The data dictionary as one text, `reslice-dictionary:standard`, made of the one that dcmjs keeps: a line an element, keyword and VR.
// So it weighs 47 kB gzipped; dcmjs's own module, with its private elements and an object for each, 118 kB, and dcmjs whole 190 kB.
const ID = 'reslice-dictionary:standard';
/** dcmtk's letters for what PS3.6 leaves open. */
const OPEN = { up: 'UL', ox: 'OB or OW', xs: 'US or SS', lt: 'US or OW' };
const TAG = /^\(([0-9A-F]{4})(?:-[0-9A-F]{4})?,([0-9A-F]{4})(?:-[0-9A-F]{4})?\)$/;

/** Groups once, as a line that begins with a comma; repeating groups (overlays, curves) by their first. */
export function dictionaryText(dictionary) {
  const groups = new Map();
  for (const [tag, { vr, name }] of Object.entries(dictionary)) {
    const [, group, element] = TAG.exec(tag) ?? [];
    // Commands are no part of a file; delimiters are no elements.
    if (!group || group === '0000' || vr === 'na') continue;
    const lines = groups.get(group) ?? groups.set(group, []).get(group);
    lines.push(`${element}${OPEN[vr] ?? vr} ${name.replace(/^RETIRED_/, '')}`);
  }
  return [...groups].map(([group, lines]) => [`,${group}`, ...lines].join('\n')).join('\n');
}

/** @returns {import('vite').Plugin} */
export function embedDictionary() {
  return {
    name: 'reslice-embed-dictionary',
    enforce: 'pre',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    async load(id) {
      if (id !== `\0${ID}`) return null;
      const { default: dictionary } = await import('dcmjs/dictionary');
      return `export const table = ${JSON.stringify(dictionaryText(dictionary))};`;
    },
  };
}
