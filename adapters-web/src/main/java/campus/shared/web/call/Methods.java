package campus.shared.web.call;

import io.grpc.ServiceDescriptor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods that are served. */
public final class Methods {

  private final Map<String, Method> byName = new LinkedHashMap<>();

  public Methods(List<ServiceDescriptor> services) {
    for (var service : services) {
      for (var method : service.getMethods()) {
        var known = Method.of(method);
        if (known != null) {
          byName.put(known.fullName(), known);
        }
      }
    }
  }

  /**
   * @param fullName {@code campus.library.v1.BookService/GetBook}
   */
  public @Nullable Method find(String fullName) {
    return byName.get(fullName);
  }

  public Collection<Method> all() {
    return byName.values();
  }
}
