/** Styles that a strict policy of the page (`style-src 'self'`) lets through: nothing is written into the document. */
export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);

  return sheet;
}

export function shadowOf(host: HTMLElement, css: CSSStyleSheet[], ...content: Node[]): void {
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = css;
  root.append(...content);
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);

  return made;
}

export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const attributes = { viewBox: "0 0 24 24", width: "20", height: "20", fill: "none", "aria-hidden": "true" };
  for (const [key, value] of Object.entries({ ...attributes, stroke: "currentColor", "stroke-width": "2" }))
    svg.setAttribute(key, value);
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", path);
  svg.append(line);

  return svg;
}

export const bubble =
  "M21 11.5a8.4 8.4 0 0 1-9 8.4 9 9 0 0 1-3.9-.9L3 21l1.9-5.1a8.4 8.4 0 0 1-.9-4.4 8.5 8.5 0 0 1 17 0z";
export const cross = "M18 6 6 18M6 6l12 12";

/** The page's own accent with whichever of black and white reads on it; every colour has one at 4.5:1 or more. */
export const base = sheetOf(`
:host { --accent: var(--parley-accent, #1e40af); --on-accent: #fff; font-family: var(--parley-font, inherit); }
@supports (color: lab(from red l a b)) {
  :host { --on-accent: lab(from var(--accent) calc((49.44 - l) * infinity) 0 0); }
}
:host([hidden]) { display: none !important; }
button { font: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`);
