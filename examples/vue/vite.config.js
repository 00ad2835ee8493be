import vue from '@vitejs/plugin-vue';

// Elements with a dash of this prefix are none of Vue's components.
const isCustomElement = (tag) => tag.startsWith('reslice-');

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
