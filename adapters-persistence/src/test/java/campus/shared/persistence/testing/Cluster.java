package campus.shared.persistence.testing;

import campus.shared.persistence.migration.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** A running PostgreSQL that cares for nothing but speed, with one migrated template database. */
final class Cluster {

  static final String USER = "postgres";

  private static final String TEMPLATE = "campus_template";

  private static final Map<Engine, Cluster> RUNNING = new EnumMap<>(Engine.class);

  private final int port;
  private final AtomicInteger databases = new AtomicInteger();
  private boolean migrated;

  private Cluster(int port) {
    this.port = port;
  }

  static Cluster of(Engine engine) {
    synchronized (RUNNING) {
      var cluster = RUNNING.get(engine);
      if (cluster == null) {
        cluster =
            switch (engine) {
              case POSTGRES_18 -> embedded();
              case POSTGRES_15 -> installed(15);
            };
        RUNNING.put(engine, cluster);
      }
      return cluster;
    }
  }

  private static Cluster embedded() {
    try {
      return new Cluster(
          EmbeddedPostgres.builder()
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setServerConfig("full_page_writes", "off")
              .start()
              .getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cluster installed(int version) {
    var directory = InstalledPostgres.directory(version);
    if (directory == null) {
      return Assumptions.abort("PostgreSQL " + version + " is not installed on this machine");
    }
    try {
      var home = Files.createTempDirectory("campus-test-postgres-");
      var data = home.resolve("data").toString();
      var port = freePort();
      var control = directory.resolve("pg_ctl").toString();
      InstalledPostgres.runUnprivileged(
          directory.resolve("initdb").toString(),
          "--auth=trust",
          "--username=" + USER,
          "--encoding=UTF8",
          "--locale=C",
          "--no-sync",
          "--pgdata=" + data);
      InstalledPostgres.runUnprivileged(
          control,
          "--pgdata=" + data,
          "--log=" + home.resolve("log"),
          "--wait",
          "--options=-F -h 127.0.0.1 -p "
              + port
              + " -c unix_socket_directories='' -c max_connections=300"
              + " -c synchronous_commit=off -c full_page_writes=off",
          "start");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                InstalledPostgres.runUnprivileged(
                    control, "--pgdata=" + data, "--mode=immediate", "--wait", "stop");
                delete(home);
              }));
      return new Cluster(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String createMigrated() {
    return create(template());
  }

  String createEmpty() {
    return create("template1");
  }

  void drop(String database) {
    execute("DROP DATABASE " + database + " WITH (FORCE)");
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  // One at a time: PostgreSQL refuses to copy a template that another copy is reading.
  private synchronized String create(String template) {
    var name = "test_" + databases.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return name;
  }

  private synchronized String template() {
    if (!migrated) {
      execute("CREATE DATABASE " + TEMPLATE);
      var dataSource = new PGSimpleDataSource();
      dataSource.setUrl(jdbcUrl(TEMPLATE));
      dataSource.setUser(USER);
      new Migrations(dataSource).migrate();
      migrated = true;
    }
    return TEMPLATE;
  }

  private void execute(String sql) {
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
