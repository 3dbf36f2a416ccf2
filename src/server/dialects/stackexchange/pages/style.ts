// The one style sheet of all pages: light and dark, and no wider than a phone.

export const style = `
:root { color-scheme: light dark; --ink: #222; --soft: #5b6066; --paper: #fff; --side: #f3f5f7;
  --line: #d5d9dd; --link: #0a5ca8; --mark: #fff3c4; --star: #9a6700; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e6e8; --soft: #a3a9af; --paper: #17191b; --side: #202327; --line: #3a3f44;
    --link: #7db8ee; --mark: #453a12; --star: #e3b341; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 15px/1.45 system-ui, sans-serif; }
a { color: var(--link); unicode-bidi: isolate; }
h1, h2, h3, p, li, td, .username { unicode-bidi: plaintext; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.1rem; } h3 { font-size: 1rem; margin: 0; }
#container { max-width: 70rem; margin: 0 auto; padding: 0 .75rem 2rem; }
.topbar { display: flex; flex-flow: row-reverse wrap; justify-content: space-between; gap: .5rem 1rem;
  padding: .6rem 0; border-bottom: 1px solid var(--line); }
.nav a { margin-right: .75rem; } .site-name { font-weight: 600; }
#content { padding-top: 1rem; }
#tabs a, .subtabs a { display: inline-block; padding: .25rem .5rem; }
.youarehere { font-weight: 600; color: var(--ink); text-decoration: none; border-bottom: 2px solid var(--link); }
.columns { display: flex; flex-wrap: wrap; gap: 1.5rem; }
.columns > * { flex: 1 1 18rem; min-width: 0; } .columns > .wide { flex-grow: 3; }
.side { background: var(--side); padding: .75rem; border-radius: 6px; }
.side ul { list-style: none; padding: 0; margin: .25rem 0 1rem; } .side li { padding: .15rem 0; }
.monologue { display: flex; gap: .75rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
.signature { flex: 0 0 8rem; min-width: 0; text-align: right; font-weight: 600; }
.messages { flex: 1; min-width: 0; }
.message { display: flex; gap: .4rem; align-items: baseline; padding: .1rem .25rem; border-radius: 4px; }
.message .content { flex: 1; min-width: 0; unicode-bidi: plaintext; }
.highlight, .message:target { background: var(--mark); }
.action-link .img::before { content: "#"; color: var(--soft); } .edits .img::before { content: "\\270e"; }
.message > a { text-decoration: none; } .reply-info::before { content: "\\21aa"; }
.timestamp, .soft, .user-keycell, .room-keycell { color: var(--soft); font-size: .85em; }
.stars, .star-note { color: var(--star); white-space: nowrap; }
.stars::before, .star-note::before { content: "\\2605\\a0"; }
.message .owner-star::before, .pinned-note::before { content: "pinned \\2605\\a0"; }
.user-keycell, .room-keycell { white-space: nowrap; }
.deleted { color: var(--soft); font-style: italic; }
.error { color: var(--bad); font-weight: 600; }
pre { overflow-x: auto; margin: 0; } pre.full, pre.partial { white-space: pre-wrap; }
.message-source { white-space: pre-wrap; font-family: ui-monospace, monospace; font-size: .9em; }
img.user-image { max-width: 100%; max-height: 20rem; }
.tag { display: inline-block; padding: 0 .4em; margin: .1em .1em .1em 0; border: 1px solid var(--line); border-radius: 3px; }
.roomcard, .usercard { border: 1px solid var(--line); border-radius: 6px; padding: .6rem; margin: 0 0 .75rem; }
.frozen { opacity: .75; }
.user-gravatar48 { display: inline-block; width: 2rem; height: 2rem; line-height: 2rem; text-align: center;
  border-radius: 4px; background: var(--side); color: var(--soft); }
.user-header { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; }
.user-header > .avatar-link { order: -1; text-decoration: none; }
.user-message-info { flex-basis: 100%; color: var(--soft); }
table { border-collapse: collapse; max-width: 100%; } td { padding: .2rem .75rem .2rem 0; vertical-align: top; }
form p { margin: .5rem 0; } label { display: block; }
input, textarea, button { font: inherit; max-width: 100%; padding: .35rem .5rem; }
textarea { width: 100%; display: block; margin: .75rem 0 .25rem; }
.side form, #login-form { max-width: 24rem; } #login-form input { width: 100%; }
@media (max-width: 34rem) {
  .monologue { display: block; } .signature { text-align: left; } }
`;
