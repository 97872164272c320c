import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { showsSources } from '../editor/laterSettings';
import { contentPolicy } from './contentPolicy';

/** What a panel shows. */
export type ViewName = 'incident' | 'record' | 'readOnly' | 'recordFile';

/** Where the page's own files lie; nothing else can be loaded. */
function pageRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'page');
}

/** Options of every panel: scripts on, and only the page's own folder readable. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, enableForms: false, localResourceRoots: [pageRoot(extensionUri)] };
}

/** The icon of a panel's tab. */
export function panelIcon(extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'media', 'icons', name);
  return { light: icon('panel-light.svg'), dark: icon('panel-dark.svg') };
}

/** The HTML of a panel: no text of a record is in it, only the name of the view. */
export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri, view: ViewName): string {
  const [nonce, styleNonce] = [randomBytes(16).toString('base64'), randomBytes(16).toString('base64')];
  const uri = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(extensionUri), name)).toString();
  const policy = contentPolicy(webview.cspSource, nonce, styleNonce);
  return `<!DOCTYPE html>
<html lang="${vscode.env.language.replace(/[^a-zA-Z-]/g, '')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<!-- The controls ask with an empty style element whether the browser knows :focus-visible; this nonce is for that alone. -->
<meta property="csp-nonce" content="${styleNonce}">
<link rel="stylesheet" href="${uri('page.css')}">
<title>Faultline</title>
</head>
<body data-view="${view}" data-sources="${showsSources() ? 'always' : 'hover'}">
<div id="root"></div>
<script nonce="${nonce}" src="${uri('line.js')}"></script>
<script nonce="${nonce}" src="${uri(view === 'readOnly' || view === 'recordFile' ? 'readOnly.js' : 'page.js')}"></script>
</body>
</html>`;
}
