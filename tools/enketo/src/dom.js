// In a browser the transformer's document, paths and style sheets are the browser's.
export const { DOMParser, XPathResult, XSLTProcessor } = globalThis;
