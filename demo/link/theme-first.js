// A classic script in the head: the theme is there before anything is painted. Modules run only after the page has been read.
// Dark unless another one is asked for: this is a reading room.
(() => {
  let theme = 'dark';
  try {
    const settings = localStorage.getItem('reslice-settings') ?? '';
    theme = (settings.startsWith('v1&') && /&theme=([^&]*)/.exec(settings)?.[1]) || 'dark';
  } catch {
    // Storage is forbidden: dark.
  }
  const light = theme === 'light' || (theme === 'system' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
})();
