package campus.shared.grpc.wire;

import campus.shared.application.call.Caller;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who makes the call in progress. */
public final class Callers {

  private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

  private Callers() {}

  /** Who makes the call in progress; somebody who is not signed in where no call is. */
  public static Caller current() {
    return CURRENT.orElse(Caller.ANONYMOUS);
  }

  /** Does work in the name of a caller. */
  public static <T extends @Nullable Object> T during(Caller caller, Supplier<T> work) {
    return ScopedValue.where(CURRENT, caller).call(work::get);
  }
}
