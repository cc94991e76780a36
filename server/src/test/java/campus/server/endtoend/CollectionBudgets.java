package campus.server.endtoend;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.Map;

/** What the methods may take that every collection has: its aggregates and its export. */
final class CollectionBudgets {

  private static final Map<String, String> PARENTS =
      Map.of("Comments", "posts/-", "Entries", "accounts/-");

  private CollectionBudgets() {}

  /** One statement each; of an export one for each portion. */
  static void declare(StatementBudgets budgets, RunningCampus campus) {
    var reflection = new Reflection(campus.anonymous().channel());
    for (var name : reflection.services()) {
      if (name.startsWith("campus.")) {
        for (var method : reflection.service(name).getMethods()) {
          declare(budgets, reflection, name, method);
        }
      }
    }
  }

  private static void declare(
      StatementBudgets budgets, Reflection reflection, String service, MethodDescriptor method) {
    var call = service + "/" + method.getName();
    if (method.getName().startsWith("Aggregate")) {
      budgets.admin(
          call,
          1,
          _ -> client -> reflection.call(client.channel(), call, request(method, "Aggregate")));
    } else if (method.getName().startsWith("Export")) {
      budgets.admin(
          call,
          1,
          _ ->
              client -> {
                var all = reflection.stream(client.channel(), call, request(method, "Export"));
                return all.isEmpty()
                    ? DynamicMessage.getDefaultInstance(method.getOutputType())
                    : all.getFirst();
              });
    }
  }

  /** Nothing that others have made, of which there can be several portions. */
  private static String request(MethodDescriptor method, String verb) {
    var parent = PARENTS.get(method.getName().substring(verb.length()));
    return "{\"filter\": \"NOT name:*\""
        + (parent == null ? "" : ", \"parent\": \"" + parent + "\"")
        + "}";
  }
}
