package campus.shared.grpc;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.InvalidRequest.Violation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with a request by the paths of the request. */
public final class Violations {

  private Violations() {}

  /**
   * Makes a domain value of a part of the request, or does with it what the use case does.
   *
   * @param path where that part is: {@code user}. The domain speaks of {@code username}, the answer
   *     of {@code user.username}.
   */
  public static <T extends @Nullable Object> T within(String path, Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidRequest e) {
      throw new InvalidRequest(
          e.reason(),
          e.violations().stream()
              .map(v -> new Violation(path + "." + v.field(), v.description()))
              .toList());
    } catch (AlreadyExists e) {
      throw e.isOfField() ? e.within(path) : e;
    }
  }

  /** Does with a part of the request what the use case does. */
  public static void within(String path, Runnable useCase) {
    Violations.<@Nullable Void>within(
        path,
        () -> {
          useCase.run();
          return null;
        });
  }
}
