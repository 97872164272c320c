// Part of `npm run lint`: refuses imports that go in a circle between files, or between folders inside a layer, types included.
import { circlesIn } from './lib/circles.mjs';
import { root } from './lib/paths.mjs';

const circles = await circlesIn(root, ['src', 'media', 'test']);
for (const circle of circles) console.error(`circle: ${circle}`);
process.exitCode = circles.length > 0 ? 1 : 0;
