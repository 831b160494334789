/* Plays the Fortran rules of Axelrod's second tournament against each other; see the .py beside.
 *
 * A rule is asked with the other's last move, the number of the move, both scores so far, a random
 * number and its own last move, and answers 0 to cooperate and 1 to cheat.
 */
#include <stdint.h>

typedef int32_t (*rule)(int32_t *, int32_t *, int32_t *, int32_t *, float *, int32_t *);

static uint64_t scrambled(uint64_t state) {
  state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
  state = (state ^ (state >> 27)) * 0x94D049BB133111EBu;
  return state ^ (state >> 31);
}

/* Random, in (0, 1): a REAL of Fortran, of 23 bits. */
static float drawn(uint64_t *state) {
  *state += 0x9E3779B97F4A7C15u;
  return ((float)(scrambled(*state) >> 41) + 0.5f) / 8388608.0f;
}

/* One match; `out` gets both scores and how often each cooperated. */
static void match(rule one, rule two, int turns, uint64_t *state, int32_t *out) {
  static const int32_t points[2][2] = {{3, 0}, {5, 1}};
  int32_t a = 0, b = 0, won = 0, lost = 0;
  out[2] = out[3] = 0;
  for (int32_t move = 1; move <= turns; move++) {
    int32_t here = move, there = move, own = won, other = lost, own2 = lost, other2 = won;
    int32_t seen = b, did = a, seen2 = a, did2 = b;
    float r = drawn(state), r2 = drawn(state);
    int32_t next = one(&seen, &here, &own, &other, &r, &did) != 0;
    int32_t next2 = two(&seen2, &there, &own2, &other2, &r2, &did2) != 0;
    a = next, b = next2;
    won += points[a][b], lost += points[b][a];
    out[2] += 1 - a, out[3] += 1 - b;
  }
  out[0] = won, out[1] = lost;
}

/* Every pair, twins included: rules of the first copy against those of the second.
 * `out`: (length, pair, repetition, 4) with pairs in the order (0,0) (0,1) ... (1,1) ... */
void play(void **first, void **second, int rules, const int32_t *lengths, int many, int repetitions,
          uint64_t seed, int32_t *out) {
  for (int length = 0; length < many; length++)
    for (int i = 0; i < rules; i++)
      for (int j = i; j < rules; j++)
        for (int again = 0; again < repetitions; again++) {
          uint64_t key = seed;
          key = scrambled(key + 0x9E3779B97F4A7C15u * (uint64_t)(length + 1));
          key = scrambled(key + 0x9E3779B97F4A7C15u * (uint64_t)(i * rules + j + 1));
          key = scrambled(key + 0x9E3779B97F4A7C15u * (uint64_t)(again + 1));
          match((rule)first[i], (rule)second[j], lengths[length], &key, out);
          out += 4;
        }
}
