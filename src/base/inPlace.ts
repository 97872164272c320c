import * as z from 'zod';

/**
 * Checks what JSON was read into against a schema and puts in what is missing and has a default, without copying anything: for the ten
 * thousands of lines of a cache, where a copy of each costs more than looking at it. True where it fits. Stricter than the schema itself in one
 * thing: no object has a key that the schema does not know.
 */
export type InPlace = (value: unknown) => boolean;

/**
 * How values of a schema are checked in place.
 * @throws Error for a schema that makes other values of those it is given (a transformation)
 */
export function inPlace(schema: z.core.$ZodType): InPlace {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return refined(def, inObject(def.shape));
    case 'union':
      return refined(def, inUnion(def));
    case 'array':
      return refined(def, inArray(inPlace(def.element)));
    case 'tuple':
      return refined(def, inTuple(def.items.map(inPlace)));
    case 'record':
      return refined(def, inRecord(inPlace(def.keyType), inPlace(def.valueType)));
    case 'optional':
    case 'default':
    case 'readonly':
      return inPlace(def.innerType);
    case 'nullable': {
      const inner = inPlace(def.innerType);
      return value => value === null || inner(value);
    }
    case 'enum':
      return among(Object.values(def.entries));
    case 'literal':
      return among(def.values);
    case 'string':
      return refined(def, value => typeof value === 'string', schema);
    case 'number':
      return refined(def, Number.isFinite, schema);
    case 'boolean':
      return value => typeof value === 'boolean';
    case 'custom':
      return value => Boolean(def.fn(value));
    default:
      throw new Error(`a schema of the type “${def.type}” cannot be checked in place`);
  }
}

/** With what the schema refines; what else it asks of a text or a number it says itself. */
function refined({ type, checks = [] }: z.core.$ZodTypeDef, fits: InPlace, leaf?: z.core.$ZodType): InPlace {
  if (checks.length === 0) return fits;
  const rules = checks.map(check => check._zod.def as z.core.$ZodCheckDef & Partial<z.core.$ZodCustomDef>);
  const own = rules.flatMap(({ fn }) => (fn ? [fn] : []));
  if (own.length === rules.length) return value => fits(value) && own.every(rule => Boolean(rule(value)));
  if (!leaf) throw new Error(`what is asked of a schema of the type “${type}” cannot be checked in place`);
  return value => {
    const parsed = z.safeParse(leaf, value);
    return parsed.success && parsed.data === value;
  };
}

function among(values: readonly unknown[]): InPlace {
  const set = new Set(values);
  return value => set.has(value);
}

function inArray(element: InPlace): InPlace {
  return value => {
    if (!Array.isArray(value)) return false;
    for (const each of value) if (!element(each)) return false;
    return true;
  };
}

function inTuple(items: readonly InPlace[]): InPlace {
  return value => Array.isArray(value) && value.length === items.length && items.every((item, at) => item(value[at]));
}

function inRecord(key: InPlace, value: InPlace): InPlace {
  return asked => isObject(asked) && Object.entries(asked).every(([name, held]) => key(name) && value(held));
}

function inObject(shape: Readonly<Record<string, z.core.$ZodType>>): InPlace {
  const parts = new Map(Object.entries(shape).map(([key, part]) => [key, inPlace(part)]));
  const needed = Object.keys(shape).filter(key => shape[key]?._zod.optin === undefined);
  const defaults = Object.entries(shape).flatMap(([key, part]) => {
    const { def } = (part as z.core.$ZodTypes)._zod;
    return def.type === 'default' ? [[key, Object.freeze(def.defaultValue)] as const] : [];
  });
  return value => {
    if (!isObject(value)) return false;
    for (const key in value) {
      const fits = parts.get(key);
      if (!fits?.(value[key])) return false;
    }
    for (const key of needed) if (value[key] === undefined) return false;
    for (const [key, missing] of defaults) value[key] ??= missing;
    return true;
  };
}

/** By the key that tells its options apart, where there is one. */
function inUnion(def: z.core.$ZodUnionDef & Partial<z.core.$ZodDiscriminatedUnionDef>): InPlace {
  const options = def.options.map(inPlace);
  const { discriminator } = def;
  if (discriminator === undefined) return value => options.some(fits => fits(value));
  const byValue = new Map(
    def.options.flatMap((option, at) => [...(option._zod.propValues?.[discriminator] ?? [])].map(value => [value, options[at]] as const)),
  );
  return value => isObject(value) && byValue.get(value[discriminator] as z.core.util.Primitive)?.(value) === true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
