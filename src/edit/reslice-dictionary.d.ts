// What scripts/embed-dictionary.mjs makes of dcmjs's dictionary.
declare module 'reslice-dictionary:standard' {
  /** ',0028' begins a group; '0030DS PixelSpacing' is an element of it. */
  export const table: string;
}
