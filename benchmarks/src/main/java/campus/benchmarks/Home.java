package campus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;

/** A home of Campus, and the embedded PostgreSQL in it. */
record Home(Path directory) {

  static final String DATABASE = "campus";

  static Home temporary() throws IOException {
    return new Home(Files.createTempDirectory("campus-bench"));
  }

  Path log() {
    return directory.resolve("postgres/postgres.log");
  }

  String port() throws IOException {
    return Files.readString(directory.resolve("postgres/port")).strip();
  }

  String password() throws IOException {
    return Files.readString(directory.resolve("postgres/password")).strip();
  }

  /** The parent process of PostgreSQL. */
  long postmaster() throws IOException {
    try (Stream<Path> found = Files.list(directory.resolve("postgres"))) {
      var data = found.filter(path -> path.getFileName().toString().startsWith("data-")).toList();
      var file = data.getFirst().resolve("postmaster.pid");
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }
  }

  /** Connects as the server's user {@code campus}, or as the superuser {@code postgres}. */
  Connection connect(String user) throws SQLException, IOException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password());
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + DATABASE, properties);
  }
}
