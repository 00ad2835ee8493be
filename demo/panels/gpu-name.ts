// What draws here, by name. Asked of a context of its own, which is given back at once.

/** Waits for the GPU. Empty where the browser does not tell. */
export function gpuName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return '';
  const told = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER) ?? '');
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return shortName(name);
}

/** 'ANGLE (Vendor, Device (long) …, Driver)' -> 'Device'. */
export function shortName(name: string): string {
  const device = /^ANGLE \([^,]*, (.*?)(?:, [^,]*)?\)$/.exec(name)?.[1] ?? name;
  return (
    /SwiftShader|llvmpipe/i.exec(device)?.[0] ??
    device.replace(/^ANGLE Metal Renderer: /, '').replace(/ \((?!TM|R).*$| Direct3D.*$|\/PCIe.*$/, '')
  );
}
