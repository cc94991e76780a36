package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.Visibility;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The reference of methods, fields and relations is made of the contracts and declarations, so that
 * it cannot lie.
 */
class FieldDocsIT {

  private static final Path DOCS = Path.of("../docs/fields.md");
  private static final Path MADE = Path.of("target/fields.md");

  private static final String HEAD =
      """
      # Methods, fields and relations

      Made from the contracts and the server's own declarations by `FieldDocsIT`, which fails when this page says something else and leaves
      the right one in `server/target/fields.md`.

      ## Methods

      Which standard methods each resource has. The columns right of BatchUpdate and BatchDelete tell whether they take a `filter` too.

      """;

  private static final String FIELDS =
      """

      ## Fields

      What read masks, filters and orders can name, of each kind of resource.

      Lists can be sorted by a field with "yes" whatever their size. Those with "few" sort lists of at most 10,000 results: a filter or a
      parent has to make longer ones smaller.
      """;

  private final ContractMethods methods =
      new ContractMethods(
          new Reflection(RunningCampus.shared(Engine.POSTGRES_18).anonymous().channel()));

  @AutoClose
  private static final TestPersistence PERSISTENCE = TestPersistence.create(Engine.POSTGRES_18);

  @Test
  void thePageSaysWhatIsDeclared() throws IOException {
    var made =
        HEAD
            + methods.tables()
            + FIELDS
            + PERSISTENCE.get(ResourceQueries.class).schemas().stream()
                .sorted(Comparator.comparing(schema -> schema.type().name()))
                .map(FieldDocsIT::section)
                .collect(Collectors.joining());
    Files.writeString(MADE, made);

    assertThat(Files.exists(DOCS) ? Files.readString(DOCS) : "")
        .as("%s; the right one is in %s", DOCS, MADE)
        .isEqualTo(made);
  }

  @Test
  void whateverIsMissingHasItsReasonInTheContract() {
    assertThat(methods.missing()).isNotEmpty();
    assertThat(methods.reasons().keySet()).containsExactlyElementsOf(methods.missing());
  }

  private static String section(ResourceSchema schema) {
    var relations =
        schema.relations().isEmpty()
            ? ""
            : """

            | relation | leads to | how many |
            |---|---|---|
            """
                + schema.relations().stream().map(FieldDocsIT::row).collect(Collectors.joining());
    return """

    ### %s

    `%s`%s

    | field | type | filter | sort | seen by |
    |---|---|---|---|---|
    """
            .formatted(schema.type().name(), schema.type().pattern(), natural(schema))
        + schema.fields().stream().map(FieldDocsIT::row).collect(Collectors.joining())
        + relations;
  }

  /** How names can have a unique field instead of the id. */
  private static String natural(ResourceSchema schema) {
    var key = schema.naturalKey();
    return key == null
        ? ""
        : ", or `%s`".formatted(schema.type().pattern().replaceAll("\\{.*}", "@{" + key + "}"));
  }

  private static String row(Field field) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            field.name(),
            type(field),
            field.filterable() ? "yes" : "",
            field.sortable() ? "yes" : field.sortableAmongFew() ? "few" : "",
            seenBy(field.visibility()));
  }

  private static String row(Relation relation) {
    return "| `%s` | %s | %s |\n"
        .formatted(
            relation.name(),
            relation.target().get().type().name(),
            switch (relation.kind()) {
              case ONE -> "one";
              case ONE_OR_NONE -> "one or none";
              case MANY -> "many";
            });
  }

  private static String type(Field field) {
    var type =
        switch (field.type()) {
          case NAME -> "name";
          case TEXT -> "text";
          case LABEL -> "text, compared without case";
          case ENUM -> "one of " + values(field);
          case ENUMS -> "some of " + values(field);
          case INTEGER -> "whole number";
          case BOOLEAN -> "true or false";
          case TIMESTAMP -> "time";
          case MONEY -> "amount of money";
          case ETAG -> "etag";
        };
    return field.nullable() && field.type() != FieldType.ETAG ? type + ", may be absent" : type;
  }

  private static String values(Field field) {
    return field.values().stream().sorted().collect(Collectors.joining(", "));
  }

  private static String seenBy(Visibility visibility) {
    if (visibility.everyone()) {
      return "";
    }
    var roles = visibility.roles().stream().map(Enum::name).sorted().toList();
    return (visibility.owner() ? "its user, " : "")
        + roles.stream().map(role -> role + ", ").collect(Collectors.joining())
        + "ADMIN";
  }
}
