package campus.shared.grpc.wire;

import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reports violations by the paths of the request. */
public final class Violations {

  /** The most violations reported for one request: more are of no use to a client. */
  public static final int MAX = 100;

  private Violations() {}

  /**
   * Runs work for a part of the request, and names fields in its errors by their path.
   *
   * @param path where that part is: {@code user} makes {@code user.username} of {@code username}
   */
  public static <T extends @Nullable Object> T within(String path, Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidRequest e) {
      throw e.within(path);
    } catch (AlreadyExists e) {
      throw e.within(path);
    }
  }

  /**
   * Maps the requests of a batch (AIP-233, 234), and reports the violations of all at once.
   *
   * @param path where the requests are: {@code requests}
   */
  public static <Q extends Message, T> List<T> each(
      String path, List<Q> requests, Function<Q, T> value) {
    return eachOf(
        path,
        requests,
        request -> {
          var refused = WriteMethod.of(request).violationsAsElement(request);
          if (!refused.isEmpty()) {
            throw new InvalidRequest(refused);
          }
          return value.apply(request);
        });
  }

  /**
   * Maps the elements of a repeated field, and reports the violations of all at once.
   *
   * @param path the field: {@code author.books}
   */
  public static <Q, T> List<T> eachOf(String path, List<Q> elements, Function<Q, T> value) {
    var values = new ArrayList<T>(elements.size());
    var violations = new ArrayList<Violation>();
    for (int i = 0; i < elements.size() && violations.size() < MAX; i++) {
      var element = elements.get(i);
      try {
        values.add(within(path + "[" + i + "]", () -> value.apply(element)));
      } catch (InvalidRequest e) {
        violations.addAll(e.violations());
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
    return values;
  }

  /**
   * Runs the use case of a batch, and names the refused element in its errors.
   *
   * @param path where the requests are: {@code requests}
   * @param part the refusable part of a request: {@code user}; empty for the request itself
   */
  public static <T> T withinEach(String path, String part, Supplier<T> useCase) {
    var end = part.isEmpty() ? "]" : "]." + part;
    return withinEach(i -> path + "[" + i + end, useCase);
  }

  /**
   * Runs the use case of a batch, and names the refused element in its errors.
   *
   * @param path where the element of an index is: {@code requests[3].author.books[0]}
   */
  public static <T> T withinEach(IntFunction<String> path, Supplier<T> useCase) {
    try {
      return useCase.get();
    } catch (InvalidRequest e) {
      throw e.element().isEmpty() ? e : e.within(path.apply(e.element().getAsInt()));
    } catch (AlreadyExists e) {
      throw e.element().isEmpty() ? e : e.within(path.apply(e.element().getAsInt()));
    }
  }
}
