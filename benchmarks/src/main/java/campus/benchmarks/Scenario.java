package campus.benchmarks;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A kind of call that is measured.
 *
 * @param key by which it is named in reports
 * @param target the ratio to the ceiling that is aimed at; 0 for none
 * @param ceiling whether pgbench can do the same work: whether it is one and the same SQL each time
 * @param light whether so many go on at a time as the machine can take; else two
 */
record Scenario(
    String key,
    String title,
    double target,
    boolean ceiling,
    boolean light,
    Function<SplittableRandom, Call> calls) {}
