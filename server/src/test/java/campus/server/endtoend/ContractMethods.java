package campus.server.endtoend;

import campus.shared.grpc.wire.ResourceTypes;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which standard methods and fields each resource has, and why it lacks others. */
final class ContractMethods {

  private static final Path CONTRACTS = Path.of("../proto/src/main/proto/campus");

  /**
   * A line of a service's comment: <code>No `CreateSession`, `UpdateSession`: SignIn does.</code>
   */
  private static final Pattern REASON =
      Pattern.compile("No ((?:`[A-Za-z._]+`(?:, | and )?)+): ((?:[^.`]|`[^`]*`)*\\.)");

  private static final Pattern SERVICE_COMMENT =
      Pattern.compile("((?://[^\\n]*\\n)+)service \\w+ \\{");

  private static final List<String> LIST_FIELDS =
      List.of("filter", "order_by", "total_size", "skip", "read_mask", "nested");

  /**
   * A standard method, or a field of one.
   *
   * @param name with {@code R} for a resource and {@code Rs} for several
   * @param field empty for the method itself
   * @param needs what explains it if it is missing too; empty for nothing
   */
  private record Standard(String heading, String name, String field, String needs) {

    private String of(Descriptor resource) {
      return of(name, resource);
    }

    private static String of(String name, Descriptor resource) {
      return name.endsWith("Rs")
          ? name.replace("Rs", ResourceTypes.pluralOf(resource))
          : name.replace("R", resource.getName());
    }
  }

  private static final List<Standard> STANDARDS =
      List.of(
          new Standard("Get", "GetR", "", ""),
          new Standard("BatchGet", "BatchGetRs", "", "GetR"),
          new Standard("List", "ListRs", "", ""),
          new Standard("Aggregate", "AggregateRs", "", "ListRs"),
          new Standard("Export", "ExportRs", "", "ListRs"),
          new Standard("Create", "CreateR", "", ""),
          new Standard("BatchCreate", "BatchCreateRs", "", "CreateR"),
          new Standard("Update", "UpdateR", "", ""),
          new Standard("`allow_missing`", "UpdateR", "allow_missing", "UpdateR"),
          new Standard("BatchUpdate", "BatchUpdateRs", "", "UpdateR"),
          new Standard("by filter", "BatchUpdateRs", "filter", "BatchUpdateRs"),
          new Standard("Delete", "DeleteR", "", ""),
          new Standard("BatchDelete", "BatchDeleteRs", "", "DeleteR"),
          new Standard("by filter", "BatchDeleteRs", "filter", "BatchDeleteRs"));

  private final SortedMap<String, MethodDescriptor> methods = new TreeMap<>();
  private final List<Descriptor> resources;

  /** Those of all services that are served. */
  ContractMethods(Reflection reflection) {
    reflection.services().stream()
        .filter(service -> service.startsWith("campus."))
        .flatMap(service -> reflection.service(service).getMethods().stream())
        .forEach(method -> methods.put(method.getName(), method));
    resources =
        reflection.files().stream()
            .flatMap(file -> file.getMessageTypes().stream())
            .filter(ResourceTypes::isResource)
            .sorted(Comparator.comparing(Descriptor::getName))
            .toList();
  }

  /** Methods and fields that are missing: {@code CreateSession}, {@code ListFeed.order_by}. */
  List<String> missing() {
    return Stream.concat(
            resources.stream()
                .flatMap(resource ->
                    STANDARDS.stream()
                        .filter(standard -> !has(standard, resource))
                        .filter(standard -> isToBeExplained(standard, resource))
                        .map(standard -> named(standard.of(resource), standard.field()))),
            lists()
                .flatMap(list ->
                    LIST_FIELDS.stream()
                        .filter(field -> !has(list.getName(), field))
                        .map(field -> named(list.getName(), field))))
        .sorted()
        .toList();
  }

  private static String named(String method, String field) {
    return field.isEmpty() ? method : method + "." + field;
  }

  /** Whatever a missing method explains needs no reason of its own. */
  private boolean isToBeExplained(Standard standard, Descriptor resource) {
    return standard.needs().isEmpty() || has(Standard.of(standard.needs(), resource), "");
  }

  private boolean has(Standard standard, Descriptor resource) {
    return has(standard.of(resource), standard.field());
  }

  private boolean has(String method, String field) {
    var found = methods.get(method);
    return found != null
        && (field.isEmpty() || found.getInputType().findFieldByName(field) != null);
  }

  /** Methods that answer pages of resources. */
  private Stream<MethodDescriptor> lists() {
    return methods.values().stream()
        .filter(method -> !method.getName().startsWith("Aggregate"))
        .filter(method -> method.getOutputType().findFieldByName("next_page_token") != null);
  }

  /** What the comments of services say of what is missing. */
  SortedMap<String, String> reasons() {
    var reasons = new TreeMap<String, String>();
    try (var files = Files.walk(CONTRACTS)) {
      files
          .filter(file -> file.toString().endsWith("_service.proto"))
          .map(ContractMethods::serviceComment)
          .flatMap(comment -> REASON.matcher(comment).results())
          .forEach(reason ->
              Arrays.stream(reason.group(1).split(", | and "))
                  .forEach(name -> reasons.put(name.replace("`", ""), reason.group(2))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reasons;
  }

  private static String serviceComment(Path file) {
    try {
      var found = SERVICE_COMMENT.matcher(Files.readString(file));
      return found.find() ? found.group(1).replaceAll("\\s*\\n?//\\s?", " ") : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tables, as Markdown. */
  String tables() {
    return table(
            Stream.concat(Stream.of("resource"), STANDARDS.stream().map(Standard::heading)),
            resources.stream()
                .map(resource ->
                    row(
                        resource.getName(),
                        STANDARDS.stream().map(standard -> has(standard, resource)))))
        + "\nLists:\n\n"
        + table(
            Stream.concat(Stream.of("method"), LIST_FIELDS.stream().map("`%s`"::formatted)),
            lists()
                .map(list ->
                    row(
                        "`" + list.getName() + "`",
                        LIST_FIELDS.stream().map(field -> has(list.getName(), field)))))
        + "\nWhy some have less:\n\n"
        + byReason();
  }

  private static String table(Stream<String> headings, Stream<List<String>> rows) {
    var all = new ArrayList<List<String>>();
    var first = headings.toList();
    all.add(first);
    all.add(first.stream().map(_ -> "---").toList());
    rows.forEach(all::add);
    return all.stream()
        .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(Collectors.joining());
  }

  private static List<String> row(String first, Stream<Boolean> cells) {
    return Stream.concat(Stream.of(first), cells.map(has -> has ? "yes" : "")).toList();
  }

  private String byReason() {
    return reasons().entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                TreeMap::new,
                Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
        .entrySet()
        .stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().getFirst()))
        .map(entry -> "* " + quoted(entry.getValue()) + ": " + entry.getKey() + "\n")
        .collect(Collectors.joining());
  }

  private static String quoted(Collection<String> names) {
    return names.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }
}
