package campus.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a resource without rules of its own costs in Java, beside its contract and migration. */
class ResourceCostTest {

  private static final int MAX_FILES = 5;
  private static final int MAX_LINES = 150;
  private static final int MAX_PLACES = 5;

  /** The files of all sources of the product, by module. */
  private static List<Path> sources() throws IOException {
    var modules =
        Stream.of("domain", "application", "adapters-persistence", "adapters-grpc", "server");
    var files = new ArrayList<Path>();
    for (var module : modules.toList()) {
      try (var found = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files;
  }

  private static boolean isOwn(Path file, String resource) {
    return file.getFileName().toString().matches(resource + "(Row|RowRepository|Mapping)?\\.java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Book", "Author", "Tag", "Category"})
  void fewFilesAndLines(String resource) throws IOException {
    var own = sources().stream().filter(file -> isOwn(file, resource)).toList();

    long lines = 0;
    for (var file : own) {
      lines += Files.readAllLines(file).size();
    }

    assertThat(own).hasSizeBetween(4, MAX_FILES);
    assertThat(lines).isLessThanOrEqualTo(MAX_LINES);
  }

  /** Creating and deleting authors with their books is a rule of authors; the ISBN is a value. */
  @Test
  void fewEntriesInSharedFiles() throws IOException {
    var entry = Pattern.compile("\\bBook\\b|\\bBOOK\\b|\\bBookRow");
    var places =
        sources().stream()
            .filter(file -> !isOwn(file, "Book"))
            .filter(file -> !file.getFileName().toString().matches(".*Author.*|Isbn.java"))
            .filter(file -> entry.matcher(read(file)).find())
            .map(file -> file.getFileName().toString())
            .toList();

    assertThat(places).hasSizeBetween(1, MAX_PLACES);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
