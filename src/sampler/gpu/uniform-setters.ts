// Sets a program's uniforms by name, by the types that the compiler says they have.
import { ResliceError } from '../../errors.ts';

export type UniformValue = number | Float32Array | Int32Array | WebGLTexture;
type Setter = (value: UniformValue) => void;

/**
 * The uniforms that a linked program really has; samplers get a texture unit each.
 * @throws ResliceError 'gpu/unknown-uniform' for a type that no shader here has had yet
 */
export function uniformSetters(gl: WebGL2RenderingContext, program: WebGLProgram): ReadonlyMap<string, Setter> {
  const setters = new Map<string, Setter>();
  const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) as number;
  const targets = new Map<number, number>([
    [gl.SAMPLER_2D, gl.TEXTURE_2D],
    [gl.UNSIGNED_INT_SAMPLER_2D, gl.TEXTURE_2D],
    [gl.SAMPLER_3D, gl.TEXTURE_3D],
    [gl.INT_SAMPLER_3D, gl.TEXTURE_3D],
  ]);
  let units = 0;
  gl.useProgram(program);
  for (let n = 0; n < count; n++) {
    const { name, type } = gl.getActiveUniform(program, n)!;
    const at = gl.getUniformLocation(program, name);
    setters.set(name.replace('[0]', ''), setterOf(type, at));
  }
  return setters;

  function setterOf(type: number, at: WebGLUniformLocation | null): Setter {
    switch (type) {
      case gl.FLOAT:
        return (value) => gl.uniform1f(at, value as number);
      case gl.FLOAT_VEC2:
        return (value) => gl.uniform2fv(at, value as Float32Array);
      case gl.FLOAT_VEC3:
        return (value) => gl.uniform3fv(at, value as Float32Array);
      case gl.FLOAT_VEC4:
        return (value) => gl.uniform4fv(at, value as Float32Array);
      case gl.INT:
        return (value) => gl.uniform1i(at, value as number);
      case gl.INT_VEC3:
        return (value) => gl.uniform3iv(at, value as Int32Array);
    }
    const target = targets.get(type);
    if (target === undefined) throw new ResliceError('gpu/unknown-uniform', { detail: `type ${type} of a uniform` });
    const unit = units++;
    gl.uniform1i(at, unit);
    return (value) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(target, value as WebGLTexture);
    };
  }
}
