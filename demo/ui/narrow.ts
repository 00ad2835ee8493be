// Where there is room for one picture: as in the style sheets.
export const narrow = matchMedia('(max-width: 719px)');
