/** The page of the trace view, empty: the script fills it with what it is told. */

/** `policy` is the source that scripts and styles may come from, `nonce` what this script alone knows. */
export function page(parts: { policy: string; nonce: string; script: string; style: string }): string {
  const policy = [
    "default-src 'none'",
    "img-src data:",
    `style-src ${parts.policy}`,
    `script-src 'nonce-${parts.nonce}'`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${parts.style}">
<title>Trace</title>
</head>
<body>
<header>
<div id="summary"></div>
<div id="bar" role="toolbar" aria-label="Trace" hidden>
<button type="button" id="to-wrong" class="main" data-does="wrong">First wrong step</button>
<button type="button" id="open-all" class="plain" data-does="open-all">Expand all</button>
<button type="button" id="close-all" class="plain" data-does="close-all">Collapse all</button>
<button type="button" class="plain" data-does="source">Example</button>
<button type="button" class="plain" data-does="again">Trace again</button>
<span class="hint" aria-hidden="true">Enter opens the code · Space shows all values</span>
</div>
<p id="failure" role="alert" hidden></p>
</header>
<main id="main">
<div id="graph">
<svg id="edges" aria-hidden="true"></svg>
<div id="tree" role="tree" aria-label="Calls of the example. Enter opens the code of a call, Space shows all of its values."></div>
</div>
<div id="notes"></div>
</main>
<aside id="details" aria-label="All values of the call" hidden></aside>
<div id="live" role="status" aria-live="polite"></div>
<script nonce="${parts.nonce}" src="${parts.script}"></script>
</body>
</html>
`;
}
