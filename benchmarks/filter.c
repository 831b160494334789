/* Filter and smoother of a hidden type with two values, as a floor for other implementations.
 *
 * Nothing but the arithmetic: rates that never change, a ratio carried instead of two
 * probabilities, blocks of sequences side by side so that the compiler can use vector registers.
 * Arrays are (step, sequence), sequences fastest.
 */
#include <math.h>

enum { LANES = 64 };

static void block(long steps, long sequences, long first, long lanes, double start, double keep,
                  double win, const double *evidence, double *smoothed,
                  double *loglik)
{
    double odds[LANES], scale[LANES], ahead[LANES];
    for (long i = 0; i < lanes; i++) {
        odds[i] = start / (1.0 - start);
        scale[i] = 1.0;
        ahead[i] = 1.0;
        loglik[first + i] = 0.0;
    }
    for (long t = 0; t < steps; t++) {
        const double *heard = evidence + t * sequences + first;
        double *kept = smoothed + t * sequences + first;
        for (long i = 0; i < lanes; i++) {
            double prior = t ? (win + keep * odds[i]) / (1.0 - win + (1.0 - keep) * odds[i]) : odds[i];
            double after = prior * exp(heard[i]);
            scale[i] *= (1.0 + after) / (1.0 + prior);
            kept[i] = odds[i] = after;
        }
        if (t % 8 == 7 || t == steps - 1)
            for (long i = 0; i < lanes; i++) {
                loglik[first + i] += log(scale[i]);
                scale[i] = 1.0;
            }
    }
    for (long t = steps - 1; t >= 0; t--) {
        const double *heard = evidence + t * sequences + first;
        double *kept = smoothed + t * sequences + first;
        for (long i = 0; i < lanes; i++) {
            double known = kept[i] * ahead[i], odds_here = ahead[i] * exp(heard[i]);
            kept[i] = known / (1.0 + known);
            ahead[i] = (keep * odds_here + 1.0 - keep) / (win * odds_here + 1.0 - win);
        }
    }
}

void smooth(long steps, long sequences, double start, double keep, double win,
            const double *evidence, double *smoothed, double *loglik)
{
#pragma omp parallel for schedule(static)
    for (long first = 0; first < sequences; first += LANES) {
        long lanes = sequences - first < LANES ? sequences - first : LANES;
        block(steps, sequences, first, lanes, start, keep, win, evidence, smoothed, loglik);
    }
}
