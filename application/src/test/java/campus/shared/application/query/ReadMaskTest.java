package campus.shared.application.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Kind;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.ResourceType;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadMaskTest {

  private final ResourceSchema author =
      new ResourceSchema(
          new ResourceType("Author", "authors/{author}"),
          List.of(field("name"), field("title")),
          List.of(
              new Relation("publisher", Kind.ONE, this::publisher),
              new Relation("books", Kind.MANY, this::book)));
  private final ResourceSchema book =
      new ResourceSchema(
          new ResourceType("Book", "books/{book}"),
          List.of(field("name"), field("isbn")),
          List.of(new Relation("author", Kind.ONE, this::author)));
  private final ResourceSchema publisher =
      new ResourceSchema(
          new ResourceType("Publisher", "publishers/{publisher}"),
          List.of(field("name"), field("city")),
          List.of());

  @Test
  void asksForOwnFieldsAndNamesOfToOneRelationsByDefault() {
    assertThat(select()).isEqualTo("name,title,publisher(name)");
  }

  @Test
  void alwaysAsksForNamesInTheOrderOfTheDeclaration() {
    assertThat(select("title")).isEqualTo("name,title");
    assertThat(select("books.isbn", "title")).isEqualTo("name,title,books(name,isbn)");
  }

  @Test
  void takesAllOwnFields() {
    assertThat(select("*")).isEqualTo("name,title");
    assertThat(select("publisher.*")).isEqualTo("name,publisher(name,city)");
  }

  @Test
  void aRelationAloneIsItsDefault() {
    assertThat(select("publisher")).isEqualTo("name,publisher(name,city)");
    assertThat(select("books")).isEqualTo("name,books(name,isbn,author(name))");
  }

  @Test
  void joinsPathsThatMeet() {
    assertThat(select("books.isbn", "books.author.title", "books.name"))
        .isEqualTo("name,books(name,isbn,author(name,title))");
  }

  @Test
  void leadsThroughThreeRelationsAtMost() {
    assertThat(select("books.author.books.isbn"))
        .isEqualTo("name,books(name,author(name,books(name,isbn)))");
    assertThatThrownBy(() -> select("books.author.books.author.title"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("more than 3 relations");
  }

  @Test
  void namesEveryPathThatLeadsNowhere() {
    assertThatThrownBy(() -> select("tittle", "books.pages", "title.x", "", "books..isbn", "."))
        .isInstanceOfSatisfying(InvalidRequest.class, e -> assertThat(e.violations()).hasSize(6))
        .hasMessageContaining(
            "read_mask: \"tittle\" is not a field of Author, which has name, title, publisher,"
                + " books")
        .hasMessageContaining("\"books.pages\": \"pages\" is not a field of Book");
  }

  private String select(String... paths) {
    return print(ReadMask.of(paths).select(author));
  }

  private static String print(Selection selection) {
    var fields = selection.fields().stream().map(Field::name).collect(Collectors.joining(","));
    var branches =
        selection.branches().stream()
            .map(b -> "," + b.relation().name() + "(" + print(b.selection()) + ")")
            .collect(Collectors.joining());
    return fields + branches;
  }

  private static Field field(String name) {
    return Field.of(name, FieldType.TEXT);
  }

  private ResourceSchema author() {
    return author;
  }

  private ResourceSchema book() {
    return book;
  }

  private ResourceSchema publisher() {
    return publisher;
  }
}
