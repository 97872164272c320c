import path from 'node:path';
import ts from 'typescript';
import { root } from './paths.mjs';

/**
 * Says of a changed source whether the compiler would refuse it: such a mutant never gets as far as a test.
 * Only the changed file is checked, which is enough for what a mutant changes.
 * @param {string} layer a folder of src/
 * @returns {(file: string, text: string) => boolean} file: its absolute path; text: the whole changed file
 */
export function compilerOf(layer) {
  const config = path.join(root, 'src', layer, 'tsconfig.json');
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    path.dirname(config),
  );
  let changed = { file: '', text: '', version: 0 };
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, composite: false, noEmit: true, noUnusedLocals: false, noUnusedParameters: false }),
    getScriptFileNames: () => fileNames,
    getScriptVersion: file => (file === changed.file ? String(changed.version) : '0'),
    getScriptSnapshot: file => {
      const text = file === changed.file ? changed.text : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  });
  return (file, text) => {
    changed = { file, text, version: changed.version + 1 };
    return service.getSyntacticDiagnostics(file).length > 0 || service.getSemanticDiagnostics(file).length > 0;
  };
}
