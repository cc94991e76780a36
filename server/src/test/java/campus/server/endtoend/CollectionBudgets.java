package campus.server.endtoend;

import campus.identity.v1.ListSessionsRequest;
import campus.identity.v1.User;
import campus.wallet.v1.ListEntriesRequest;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.Map;
import java.util.function.Function;

/** What the methods may take that every collection has: its look-ups, aggregates and export. */
final class CollectionBudgets {

  private static final Map<String, String> PARENTS =
      Map.of("Comments", "posts/-", "Entries", "accounts/-");

  /** Makes a resource, and tells its name: of those whose look-ups have no budgets of their own. */
  private static final Map<String, Function<RunningCampus, String>> NAMES =
      Map.ofEntries(
          Map.entry("Authors", campus -> LibraryBudgets.author(campus, 1).getName()),
          Map.entry("Courses", campus -> CoursesBudgets.course(campus, 1).getName()),
          Map.entry("Students", campus -> CoursesBudgets.student(campus).getName()),
          Map.entry(
              "Enrollments",
              campus ->
                  CoursesBudgets.enroll(
                          campus, CoursesBudgets.student(campus), CoursesBudgets.course(campus, 1))
                      .getName()),
          Map.entry("Employees", campus -> StaffBudgets.employee(campus, "Ada", null).getName()),
          Map.entry("Categories", campus -> PublishingBudgets.category(campus).getName()),
          Map.entry("Tags", campus -> PublishingBudgets.tag(campus).getName()),
          Map.entry(
              "Comments", campus -> PublishingBudgets.comment(campus, campus.newUser()).getName()),
          Map.entry("Members", campus -> campus.newUser().name().replaceFirst("users", "members")),
          Map.entry("Accounts", campus -> WalletBudgets.funded(campus).getName()),
          Map.entry("Entries", CollectionBudgets::entry),
          Map.entry(
              "Transfers",
              campus ->
                  Wallet.of(campus.admin())
                      .deposit(WalletBudgets.funded(campus), "1.00 EUR")
                      .getName()),
          Map.entry("Orders", CollectionBudgets::order),
          Map.entry("Sessions", CollectionBudgets::session),
          Map.entry(
              "ApiTokens",
              campus ->
                  campus
                      .newUser()
                      .auth()
                      .issueToken(IdentityBudgets.apiToken())
                      .getApiToken()
                      .getName()),
          Map.entry("Profiles", campus -> campus.newUser().name() + "/profile"),
          Map.entry("IdentityCards", campus -> card(campus, campus.newUser().user())));

  private CollectionBudgets() {}

  static String entry(RunningCampus campus) {
    var account = WalletBudgets.funded(campus).getName();
    return Wallet.of(campus.admin())
        .accounts()
        .listEntries(ListEntriesRequest.newBuilder().setParent(account).build())
        .getEntries(0)
        .getName();
  }

  private static String order(RunningCampus campus) {
    var buyer = WalletBudgets.funded(campus);
    var seller = WalletBudgets.funded(campus);
    return Wallet.of(campus.admin())
        .orders()
        .createOrder(WalletIT.order(buyer, seller, "1.00 EUR", 2))
        .getName();
  }

  private static String session(RunningCampus campus) {
    return campus
        .newUser()
        .users()
        .listSessions(ListSessionsRequest.newBuilder().setParent("users/me").build())
        .getSessions(0)
        .getName();
  }

  private static String card(RunningCampus campus, User user) {
    return campus.admin().users().issueIdentityCard(IdentityBudgets.issue(user)).getName();
  }

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
    if (method.getName().startsWith("BatchGet")) {
      var name = NAMES.get(method.getName().substring("BatchGet".length()));
      if (name != null) {
        budgets.admin(
            call,
            1,
            campus -> {
              var request =
                  "{names: ['%s', '%s']}".formatted(name.apply(campus), name.apply(campus));
              return client -> reflection.call(client.channel(), call, request);
            });
      }
    } else if (method.getName().startsWith("Aggregate")) {
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
