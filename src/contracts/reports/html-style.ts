// How the page of a run looks: on a phone as on a desk, by day and by night, and nothing of it fetched.

export const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --card: #f5f6f8; --text: #1b1f24; --faint: #59636e; --line: #d1d9e0;
  --fail: #b3261e; --flaky: #8a5a00; --allowed: #5b4a9e; --pass: #1a7f37; --skipped: #59636e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --card: #161b22; --text: #e6edf3; --faint: #9198a1; --line: #3d444d;
    --fail: #ff7b72; --flaky: #e3b341; --allowed: #b8a7ff; --pass: #56d364; --skipped: #9198a1;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 68rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 0.75rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 0.5rem; }
p { margin: 0.5rem 0; }
code, pre { font: 0.85rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { unicode-bidi: isolate; }
pre {
  margin: 0.25rem 0 0.75rem; padding: 0.6rem 0.75rem; max-height: 30rem; overflow: auto;
  background: var(--ground); border: 1px solid var(--line); border-radius: 6px;
  white-space: pre-wrap; tab-size: 2;
}
.counts {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr));
  gap: 0.5rem; margin: 0; padding: 0; list-style: none;
}
.counts li { padding: 0.5rem 0.75rem; background: var(--card); border-radius: 6px; }
.counts b { display: block; font-size: 1.5rem; line-height: 1.2; }
.coverage label { display: block; margin: 0.6rem 0 0; }
.coverage progress { display: block; width: 100%; max-width: 24rem; accent-color: var(--pass); }
details {
  margin: 0.5rem 0; padding: 0.6rem 0.75rem;
  background: var(--card); border-left: 4px solid var(--line); border-radius: 6px;
}
details details { background: var(--ground); }
summary { cursor: pointer; font-weight: 600; }
summary small { display: block; font-weight: 400; color: var(--faint); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.15rem 0.75rem; margin: 0.5rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
.fail { border-color: var(--fail); } .fail b { color: var(--fail); }
.flaky { border-color: var(--flaky); } .flaky b { color: var(--flaky); }
.allowed { border-color: var(--allowed); } .allowed b { color: var(--allowed); }
.pass { border-color: var(--pass); } .pass b { color: var(--pass); }
.skipped { border-color: var(--skipped); }
.plain { margin: 0.5rem 0 0; padding: 0; list-style: none; }
.plain li { padding: 0.35rem 0; border-top: 1px solid var(--line); }
.plain small, footer { display: block; color: var(--faint); }
footer { margin-top: 2rem; font-size: 0.85rem; }
@media (max-width: 34rem) {
  body { padding: 0.75rem; }
  dl { grid-template-columns: minmax(0, 1fr); }
  dd { margin-bottom: 0.35rem; }
}
`;
