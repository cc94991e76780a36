package campus.benchmarks;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws ranks from 0 on; the probability of rank r is proportional to 1 / (r + 1)^exponent. */
final class Zipf {

  private final double[] cumulated;

  Zipf(int ranks, double exponent) {
    cumulated = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      cumulated[rank] = sum;
    }
  }

  int draw(RandomGenerator random) {
    double point = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, point);
    return Math.min(found >= 0 ? found : -found - 1, cumulated.length - 1);
  }
}
