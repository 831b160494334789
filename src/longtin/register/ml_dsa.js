// ML-DSA-44 signatures verified (FIPS 204), which browsers do not do by themselves.
//
// Numbers are integers below 2^53: a product of two coefficients stays below q² < 2^46, so that
// nothing is rounded. Only what is public is read here; nothing has to take the same time.

const Q = 8380417, N = 256, ROWS = 4, COLUMNS = 4, WEIGHT = 39, HINTS = 80;
const MASK = 2 ** 17, ROUND = (Q - 1) / 88, LARGEST = MASK - 78, TOP = 13, SEEDED = 32;
const PUBLIC = 1312, SIGNATURE = 2420, PACKED = SEEDED + COLUMNS * 18 * N / 8;

// --- SHAKE (FIPS 202), lanes of 64 bits as two of 32 -----------------------------------------------

const ROUNDS = [], TURNS = [];
for (let round = 0, register = 1; round < 24; round++) {
  let low = 0, high = 0;
  for (let step = 0; step < 7; step++) {
    const at = 2 ** step - 1;
    if (register & 1) { if (at < 32) low |= 1 << at; else high |= 1 << (at - 32); }
    register = register & 0x80 ? register << 1 ^ 0x171 : register << 1;
  }
  ROUNDS.push([low, high]);
}
for (let step = 0, x = 1, y = 0; step < 24; step++) {
  [x, y] = [y, (2 * x + 3 * y) % 5];
  TURNS.push([x + 5 * y, (step + 1) * (step + 2) / 2 % 64]);
}

function permute(state) {
  const columns = new Int32Array(10), row = new Int32Array(10);
  for (const [low, high] of ROUNDS) {
    for (let at = 0; at < 10; at++)
      columns[at] = state[at] ^ state[at + 10] ^ state[at + 20] ^ state[at + 30] ^ state[at + 40];
    for (let x = 0; x < 5; x++) {
      const left = 2 * ((x + 4) % 5), right = 2 * ((x + 1) % 5), a = columns[right];
      const b = columns[right + 1];
      const even = columns[left] ^ (a << 1 | b >>> 31), odd = columns[left + 1] ^ (b << 1 | a >>> 31);
      for (let at = 2 * x; at < 50; at += 10) { state[at] ^= even; state[at + 1] ^= odd; }
    }
    let a = state[2], b = state[3];
    for (const [lane, turn] of TURNS) {
      const [c, d] = turn < 32 ? [a, b] : [b, a], by = turn % 32;
      a = state[2 * lane];
      b = state[2 * lane + 1];
      state[2 * lane] = by ? c << by | d >>> (32 - by) : c;
      state[2 * lane + 1] = by ? d << by | c >>> (32 - by) : d;
    }
    for (let start = 0; start < 50; start += 10) {
      row.set(state.subarray(start, start + 10));
      for (let at = 0; at < 10; at++)
        state[start + at] ^= ~row[(at + 2) % 10] & row[(at + 4) % 10];
    }
    state[0] ^= low;
    state[1] ^= high;
  }
}

/** What comes out of SHAKE128 (rate 168) or SHAKE256 (rate 136): a function that gives more bytes. */
function shake(rate, ...parts) {
  const state = new Int32Array(50);
  let at = 0;
  const mix = (byte) => { state[at >> 2] ^= byte << 8 * (at % 4); };
  for (const part of parts) for (const byte of part) {
    mix(byte);
    if (++at === rate) { permute(state); at = 0; }
  }
  mix(0x1f);
  at = rate - 1;
  mix(0x80);
  at = rate;
  return (size) => Uint8Array.from({length: size}, () => {
    if (at === rate) { permute(state); at = 0; }
    const byte = state[at >> 2] >>> 8 * (at % 4) & 255;
    at++;
    return byte;
  });
}

const shake256 = (size, ...parts) => shake(136, ...parts)(size);

// --- polynomials ---------------------------------------------------------------------------------

const mod = (x) => ((x % Q) + Q) % Q;
const ZETAS = Array.from({length: N}, (_, at) => {
  let turned = 0, power = 1;
  for (let bit = 0; bit < 8; bit++) turned |= (at >> bit & 1) << (7 - bit);
  for (let step = 0; step < turned; step++) power = power * 1753 % Q;
  return power;
});

function transform(poly) {
  for (let width = 128, next = 1; width; width >>= 1)
    for (let start = 0; start < N; start += 2 * width) {
      const zeta = ZETAS[next++];
      for (let at = start; at < start + width; at++) {
        const turned = zeta * poly[at + width] % Q;
        poly[at + width] = mod(poly[at] - turned);
        poly[at] = mod(poly[at] + turned);
      }
    }
  return poly;
}

function restore(poly) {
  for (let width = 1, next = N - 1; width < N; width *= 2)
    for (let start = 0; start < N; start += 2 * width) {
      const zeta = Q - ZETAS[next--];
      for (let at = start; at < start + width; at++) {
        const [low, high] = [poly[at], poly[at + width]];
        poly[at] = mod(low + high);
        poly[at + width] = zeta * mod(low - high) % Q;
      }
    }
  return poly.map((each) => each * 8347681 % Q);
}

/** So many numbers of so many bits each, the lowest bit first. */
function unpacked(data, bits) {
  const found = [];
  for (let at = 0, held = 0, kept = 0, byte = 0; byte < data.length; byte++) {
    held += data[byte] * 2 ** kept;
    kept += 8;
    for (; kept >= bits; kept -= bits, at++) {
      found[at] = held % 2 ** bits;
      held = Math.floor(held / 2 ** bits);
    }
  }
  return found;
}

function uniform(seed, row, column) {
  const more = shake(168, seed, [column, row]), found = [];
  while (found.length < N) {
    const [a, b, c] = more(3), value = a + 2 ** 8 * b + 2 ** 16 * (c & 127);
    if (value < Q) found.push(value);
  }
  return found;
}

function challenge(seed) {
  const more = shake(136, seed), signs = more(8), found = new Array(N).fill(0);
  for (let at = N - WEIGHT, sign = 0; at < N; at++, sign++) {
    let place;
    do [place] = more(1); while (place > at);
    found[at] = found[place];
    found[place] = signs[sign >> 3] >> sign % 8 & 1 ? Q - 1 : 1;
  }
  return found;
}

/** Where hints are set, row by row; nothing where they are not written in the one allowed way. */
function hints(data) {
  const found = Array.from({length: ROWS}, () => new Set());
  let at = 0;
  for (let row = 0; row < ROWS; row++) {
    const end = data[HINTS + row], first = at;
    if (end < at || end > HINTS) return null;
    for (; at < end; at++) {
      if (at > first && data[at - 1] >= data[at]) return null;
      found[row].add(data[at]);
    }
  }
  return data.subarray(at, HINTS).some((byte) => byte) ? null : found;
}

function highBits(value, isHinted) {
  let low = value % (2 * ROUND);
  if (low > ROUND) low -= 2 * ROUND;
  const isLast = value - low === Q - 1;
  const high = isLast ? 0 : (value - low) / (2 * ROUND);
  if (!isHinted) return high;
  return (low - (isLast ? 1 : 0) > 0 ? high + 1 : high + 43) % 44;
}

/**
 * Whether a public key has signed a message, without context.
 *
 * @param {Uint8Array} publicKey 1,312 bytes.
 * @param {Uint8Array} message What was signed.
 * @param {Uint8Array} signature 2,420 bytes.
 */
export function accepts(publicKey, message, signature) {
  if (publicKey.length !== PUBLIC || signature.length !== SIGNATURE) return false;
  const seed = signature.subarray(0, SEEDED), set = hints(signature.subarray(PACKED));
  const masked = unpacked(signature.subarray(SEEDED, PACKED), 18).map((each) => MASK - each);
  if (!set || masked.some((each) => Math.abs(each) >= LARGEST)) return false;
  const mu = shake256(64, shake256(64, publicKey), [0, 0], message);
  const polys = (values) => Array.from(
    {length: values.length / N}, (_, at) => transform(values.slice(N * at, N * at + N)));
  const z = polys(masked.map(mod)), [c] = polys(challenge(seed));
  const t = polys(unpacked(publicKey.subarray(SEEDED), 10).map((each) => each * 2 ** TOP));
  const packed = new Uint8Array(ROWS * 192);
  for (let row = 0; row < ROWS; row++) {
    const found = t[row].map((each, at) => Q - c[at] * each % Q);
    for (let column = 0; column < COLUMNS; column++)
      uniform(publicKey.subarray(0, SEEDED), row, column)
        .forEach((each, at) => { found[at] = (found[at] + each * z[column][at]) % Q; });
    restore(found).forEach((each, at) => {
      const value = highBits(each, set[row].has(at)), bit = 6 * (N * row + at), by = bit % 8;
      packed[bit >> 3] |= value << by;
      if (by > 2) packed[(bit >> 3) + 1] |= value >> (8 - by);
    });
  }
  const found = shake256(SEEDED, mu, packed);
  return found.every((byte, at) => byte === seed[at]);
}
