package campus.benchmarks;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A kind of call that is measured.
 *
 * @param key by which it is named in reports
 * @param target the ratio to the ceiling that is aimed at; 0 for none
 * @param samples how many calls pgbench is shown: one where all that differs between calls are ids
 *     and what is new, more where it is what is looked for; none where it cannot do the same work
 * @param light whether so many go on at a time as the machine can take; else two
 */
record Scenario(
    String key,
    String title,
    double target,
    int samples,
    boolean light,
    Function<SplittableRandom, Call> calls) {}
