import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a program with its output on this terminal and resolves with its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, mute?: boolean }} [options] quiet: output is shown only when it fails; mute: never
 * @returns {Promise<number>}
 */
export function run(program, args, { cwd = root, env = process.env, quiet = false, mute = false } = {}) {
  return new Promise(resolve => {
    const shell = process.platform === 'win32' && program === 'npm';
    const child = spawn(program, args, {
      cwd,
      env,
      shell,
      stdio: mute ? 'ignore' : quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', chunk => {
      output += chunk;
    });
    child.stderr?.on('data', chunk => {
      output += chunk;
    });
    child.on('error', error => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.on('close', code => {
      if (quiet && code !== 0) console.error(output);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a program that must succeed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function mustRun(program, args, options) {
  const code = await run(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
}
