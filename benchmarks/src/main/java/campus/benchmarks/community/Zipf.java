package campus.benchmarks.community;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws numbers from 0 on; the probability of the one with rank r is proportional to 1 / (r +
 * 1)^exponent. The ranks are scattered over the numbers by a stride, 1 for none.
 */
final class Zipf {

  private final double[] cumulated;
  private final long stride;

  Zipf(int ranks, double exponent, long stride) {
    this.stride = stride;
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
    int rank = Math.min(found >= 0 ? found : -found - 1, cumulated.length - 1);
    return (int) (rank * stride % cumulated.length);
  }

  /** The first stride from a number on whose multiples reach every remainder. */
  static int stride(int modulus, int from) {
    int stride = from;
    while (!BigInteger.valueOf(stride).gcd(BigInteger.valueOf(modulus)).equals(BigInteger.ONE)) {
      stride++;
    }
    return stride;
  }
}
