/* Filter and smoother of hidden ordered levels, as a floor for other implementations.
 *
 * Nothing but the arithmetic: rates that never change, neighbours and a break instead of a table,
 * blocks of sequences side by side so that the compiler can use vector registers. Arrays are
 * (step, level, sequence), sequences fastest.
 */
#include <math.h>

enum { LANES = 32, MOST = 16 };

static void block(long steps, long levels, long sequences, long first, long lanes,
                  const double *rest, double drift, double fresh, const double *loglik,
                  double *smoothed, double *total)
{
    double belief[MOST][LANES], ahead[MOST][LANES], seen[MOST][LANES], flow[MOST + 1][LANES];
    double peak[LANES], sum[LANES], up[MOST];
    for (long k = 0; k + 1 < levels; k++)
        up[k] = rest[k + 1] / (rest[k] + rest[k + 1]);
    for (long i = 0; i < lanes; i++) {
        total[first + i] = 0.0;
        flow[0][i] = flow[levels][i] = 0.0;
    }
    for (long t = 0; t < steps; t++) {
        const double *heard = loglik + t * levels * sequences + first;
        double *kept = smoothed + t * levels * sequences + first;
        for (long i = 0; i < lanes; i++) {
            peak[i] = heard[i];
            sum[i] = 0.0;
        }
        for (long k = 1; k < levels; k++)
            for (long i = 0; i < lanes; i++)
                peak[i] = fmax(peak[i], heard[k * sequences + i]);
        for (long k = 0; t && k + 1 < levels; k++)
            for (long i = 0; i < lanes; i++)
                flow[k + 1][i] = drift * (up[k] * belief[k][i] - (1.0 - up[k]) * belief[k + 1][i]);
        for (long k = 0; k < levels; k++)
            for (long i = 0; i < lanes; i++) {
                double prior = t ? (1.0 - fresh) * (belief[k][i] + flow[k][i] - flow[k + 1][i])
                                       + fresh * rest[k]
                                 : rest[k];
                belief[k][i] = prior * exp(heard[k * sequences + i] - peak[i]);
                sum[i] += belief[k][i];
            }
        for (long i = 0; i < lanes; i++) {
            total[first + i] += log(sum[i]) + peak[i];
            sum[i] = 1.0 / sum[i];
        }
        for (long k = 0; k < levels; k++)
            for (long i = 0; i < lanes; i++)
                kept[k * sequences + i] = belief[k][i] *= sum[i];
    }
    for (long k = 0; k < levels; k++)
        for (long i = 0; i < lanes; i++)
            ahead[k][i] = 1.0;
    for (long t = steps - 1; t >= 0; t--) {
        const double *heard = loglik + t * levels * sequences + first;
        double *kept = smoothed + t * levels * sequences + first;
        double known[LANES], started[LANES];
        for (long i = 0; i < lanes; i++) {
            known[i] = started[i] = 0.0;
            peak[i] = heard[i];
        }
        for (long k = 1; k < levels; k++)
            for (long i = 0; i < lanes; i++)
                peak[i] = fmax(peak[i], heard[k * sequences + i]);
        for (long k = 0; k < levels; k++)
            for (long i = 0; i < lanes; i++) {
                kept[k * sequences + i] *= ahead[k][i];
                known[i] += kept[k * sequences + i];
                seen[k][i] = ahead[k][i] * exp(heard[k * sequences + i] - peak[i]);
                started[i] += rest[k] * seen[k][i];
            }
        for (long i = 0; i < lanes; i++)
            known[i] = 1.0 / known[i];
        for (long k = 0; k < levels; k++)
            for (long i = 0; i < lanes; i++) {
                double rise = k + 1 < levels ? up[k] * (seen[k + 1][i] - seen[k][i]) : 0.0;
                double fall = k ? (1.0 - up[k - 1]) * (seen[k][i] - seen[k - 1][i]) : 0.0;
                kept[k * sequences + i] *= known[i];
                ahead[k][i] = (1.0 - fresh) * (seen[k][i] + drift * (rise - fall))
                              + fresh * started[i];
            }
        for (long i = 0; i < lanes; i++)
            sum[i] = 0.0;
        for (long k = 0; k < levels; k++)
            for (long i = 0; i < lanes; i++)
                sum[i] += ahead[k][i];
        for (long k = 0; k < levels; k++)
            for (long i = 0; i < lanes; i++)
                ahead[k][i] /= sum[i];
    }
}

void smooth(long steps, long levels, long sequences, const double *rest, const double *rates,
            const double *loglik, double *smoothed, double *total)
{
#pragma omp parallel for schedule(static)
    for (long first = 0; first < sequences; first += LANES) {
        long lanes = sequences - first < LANES ? sequences - first : LANES;
        block(steps, levels, sequences, first, lanes, rest, rates[0], rates[1], loglik, smoothed,
              total);
    }
}
