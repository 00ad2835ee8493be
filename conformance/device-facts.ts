// What a device says about itself.

export interface DeviceFacts {
  readonly userAgent: string;
  readonly vendor: string;
  readonly renderer: string;
  readonly version: string;
  readonly shadingLanguage: string;
  /** By the constants' own names. */
  readonly limits: Readonly<Record<string, number>>;
  /** Bits of mantissa of highp float in a fragment shader: 23 or more. */
  readonly floatBits: number;
  readonly extensions: readonly string[];
}

const LIMITS = [
  'MAX_3D_TEXTURE_SIZE',
  'MAX_TEXTURE_SIZE',
  'MAX_RENDERBUFFER_SIZE',
  'MAX_TEXTURE_IMAGE_UNITS',
  'MAX_FRAGMENT_UNIFORM_VECTORS',
] as const;

export function deviceFacts(gl: WebGL2RenderingContext): DeviceFacts {
  // Firefox gives the unmasked strings by the plain names, and warns of the extension.
  const firefox = navigator.userAgent.includes('Firefox');
  const info = firefox ? null : gl.getExtension('WEBGL_debug_renderer_info');
  return {
    userAgent: navigator.userAgent,
    vendor: String(gl.getParameter(info ? info.UNMASKED_VENDOR_WEBGL : gl.VENDOR)),
    renderer: String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)),
    version: String(gl.getParameter(gl.VERSION)),
    shadingLanguage: String(gl.getParameter(gl.SHADING_LANGUAGE_VERSION)),
    limits: Object.fromEntries(LIMITS.map((name) => [name, Number(gl.getParameter(gl[name]))])),
    floatBits: gl.getShaderPrecisionFormat(gl.FRAGMENT_SHADER, gl.HIGH_FLOAT)?.precision ?? 0,
    extensions: gl.getSupportedExtensions() ?? [],
  };
}
