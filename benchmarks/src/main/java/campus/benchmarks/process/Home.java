package campus.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;

/** A home of Campus, and the embedded PostgreSQL in it. */
public record Home(Path directory) {

  public static final String DATABASE = "campus";

  /** The log of PostgreSQL. */
  public Path log() {
    return directory.resolve("postgres/postgres.log");
  }

  /** The port of PostgreSQL, once it has been started. */
  public String port() throws IOException {
    return Files.readString(directory.resolve("postgres/port")).strip();
  }

  /** The password of both users. */
  public String password() throws IOException {
    return Files.readString(directory.resolve("postgres/password")).strip();
  }

  /** The id of the parent process of PostgreSQL. */
  public long postmaster() throws IOException {
    try (Stream<Path> found = Files.list(directory.resolve("postgres"))) {
      var data = found.filter(path -> path.getFileName().toString().startsWith("data-")).toList();
      var file = data.getFirst().resolve("postmaster.pid");
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }
  }

  /** Connects as the server's user {@code campus}, or as the superuser {@code postgres}. */
  public Connection connect(String user) throws SQLException, IOException {
    var url = "jdbc:postgresql://127.0.0.1:" + port() + "/" + DATABASE;
    return DriverManager.getConnection(url, user, password());
  }
}
