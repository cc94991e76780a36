package campus.shared.grpc.wire;

import campus.shared.application.call.Caller;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who makes the call in progress. */
public final class Callers {

  private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

  private Callers() {}

  /** The caller of the call in progress; anonymous outside of a call. */
  public static Caller current() {
    return CURRENT.orElse(Caller.ANONYMOUS);
  }

  /** Runs work for a caller. */
  public static <T extends @Nullable Object> T during(Caller caller, Supplier<T> work) {
    return ScopedValue.where(CURRENT, caller).call(work::get);
  }
}
