/** Ids as other programs write theirs: a ULID has 128 bits, and 32 hexadecimal digits are as many. */
import { ID_DIGITS, ID_LENGTH, type RunId } from './run-id.ts';

const HEX_LENGTH = 32;

/** The tag that keeps the id that MLflow gave a run, where it came from there. */
export const MLFLOW_RUN_ID = 'mlflow.runId';

/** The bits of an id as 32 hexadecimal digits in lower case. */
export function hexOfId(id: RunId): string {
  let bits = 0n;
  for (const char of id) bits = bits * 32n + BigInt(ID_DIGITS.indexOf(char));
  return bits.toString(16).padStart(HEX_LENGTH, '0');
}

/** The id of 32 hexadecimal digits; undefined for any other text. All digits are an id: whether there is a run is another question. */
export function idOfHex(hex: string): RunId | undefined {
  if (!isHexId(hex)) return undefined;
  return base32(BigInt(`0x${hex}`), ID_LENGTH) as RunId;
}

/** Whether a text is 32 hexadecimal digits. */
export function isHexId(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text);
}

/** Prints a number with so many of the digits that ids have. */
export function base32(value: bigint, length: number): string {
  let text = '';
  for (let left = value; text.length < length; left /= 32n) text = ID_DIGITS[Number(left % 32n)] + text;
  return text;
}
