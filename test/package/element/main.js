// The page's only script: the elements, and what stopped them.
const violations = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
const events = [];
for (const type of ['error', 'problem', 'load'])
  document.addEventListener(
    type,
    (event) => events.push(`${type} ${event.detail?.error?.message ?? event.detail?.problem?.message ?? ''}`),
    true,
  );
Object.assign(window, { elementPage: { violations, events } });
await import('/element.js');
