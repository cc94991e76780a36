package campus.shared.persistence.read;

import campus.publishing.persistence.FeedPage;
import campus.publishing.persistence.SearchPage;
import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.ListQuery;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Text;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.Subset;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.read.SchoolModel.Membership;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link SchoolModel} in tables, with resources of every shape declared over them. */
public final class SchoolTables {

  enum Mood {
    GLAD,
    GRIM
  }

  static final ResourceType SCHOOL_TYPE = new ResourceType("School", "schools/{school}");
  static final ResourceType TEACHER_TYPE = new ResourceType("Teacher", "teachers/{teacher}");
  static final ResourceType PUPIL_TYPE = new ResourceType("Pupil", "pupils/{pupil}");
  static final ResourceType CLUB_TYPE = new ResourceType("Club", "clubs/{club}");

  static final Resource SCHOOL =
      Resource.of(SCHOOL_TYPE, "schools", "id")
          .label("label", "label_key")
          .sortable()
          .text("motto")
          .sortable()
          .nullable()
          .enumeration("mood", Mood.class)
          .nullable()
          .bool("open")
          .sortable()
          .many("teachers", () -> SchoolTables.TEACHER, "school_id")
          .many("elders", () -> SchoolTables.TEACHER, "school_id")
          .where(row -> Sql.of(row.column("age") + " >= 1"))
          .orderedBy(new Ordered((row, _) -> row.column("age"), FieldType.INTEGER, true, false))
          .build();

  public static final Resource TEACHER =
      Resource.of(TEACHER_TYPE, "teachers", "id")
          .text("full_name")
          .sortable()
          .integer("age")
          .sortable()
          .nullable()
          .timestamp("hired")
          .sortable()
          .nullable()
          .money("wage", "currency_code")
          .nullable()
          .computed(
              "teaching",
              row ->
                  Sql.of(
                      "EXISTS (SELECT 1 FROM pupils p WHERE p.teacher_id = " + row.column("id"),
                      ")"))
          .optional("school", () -> SCHOOL, "school_id", "id")
          .optional("mentor", () -> SchoolTables.TEACHER, "mentor_id", "id")
          .many("pupils", () -> SchoolTables.PUPIL, "teacher_id")
          .subset(
              "staff",
              Subset.joined(
                  (row, school) ->
                      Sql.of(
                          "JOIN schools " + school.alias(),
                          " ON " + school.column("id") + " = " + row.column("school_id")),
                  (_, school) -> Sql.of(school.column("id") + " = ", Sql.argument(0)),
                  List.of(
                      new Ordered(
                          (row, _) -> row.column("full_name"), FieldType.TEXT, true, false))))
          .build();

  private static final Ordered BY_NICK =
      new Ordered((row, _) -> row.column("nick"), FieldType.TEXT, true, false);

  private static Sql found() {
    return Sql.of("s.nick LIKE ", Sql.containing(0), " OR t.full_name LIKE ", Sql.containing(0));
  }

  public static final Resource PUPIL =
      Resource.of(PUPIL_TYPE, "pupils", "id")
          .text("nick")
          .sortable()
          .one("teacher", () -> TEACHER, "teacher_id", "id")
          .manyThrough("clubs", () -> SchoolTables.CLUB, "pupil_clubs", "pupil_id", "club_id")
          .bounded(100)
          .subset(
              "found",
              new SearchPage(
                  1,
                  (row, match) ->
                      Sql.of(
                          "JOIN LATERAL (SELECT s.nick LIKE ",
                          Sql.containing(0),
                          " AS first, ",
                          found(),
                          " AS found FROM pupils s JOIN teachers t ON t.id = s.teacher_id",
                          " WHERE s.id = " + row.column("id"),
                          " OFFSET 0) " + match.alias() + " ON TRUE"),
                  Sql.of(
                      "SELECT s.id FROM pupils s JOIN teachers t ON t.id = s.teacher_id WHERE ",
                      found()),
                  Sql.of("SELECT s.id FROM pupils s WHERE s.nick LIKE ", Sql.containing(0)),
                  _ -> Sql.of("TRUE"),
                  List.of(BY_NICK)))
          .subset(
              "attending",
              new FeedPage(
                  Sql.of("SELECT id FROM teachers WHERE school_id = ", Sql.argument(0)),
                  Sql.of("SELECT count(*) FROM teachers WHERE school_id = ", Sql.argument(0)),
                  "teacher_id",
                  row -> Sql.of(row.column("nick") + " <> ''"),
                  List.of(BY_NICK)))
          .build();

  static final Resource CLUB =
      Resource.of(CLUB_TYPE, "clubs", "id")
          .label("label", "label_key")
          .sortable()
          .manyThrough("pupils", () -> PUPIL, "pupil_clubs", "club_id", "pupil_id")
          .manyThrough("latest", () -> PUPIL, "pupil_clubs", "club_id", "pupil_id")
          .orderedBy(new Ordered((_, link) -> link.column("pupil_id"), FieldType.NAME, true, false))
          .build();

  static final List<Resource> ALL = List.of(SCHOOL, TEACHER, PUPIL, CLUB);

  /** More than any answer holds; some could hold more bytes, and are read in portions. */
  private static final AnswerLimits LIMITS = new AnswerLimits(100_000_000, 4 * 1024 * 1024);

  /** More than any test has. */
  private static final int MAX_ROWS = 10_000;

  private static final String DDL =
      """
      CREATE TABLE schools (
        id uuid PRIMARY KEY, label text COLLATE "C" NOT NULL, label_key text COLLATE "C" NOT NULL,
        motto text COLLATE "C", mood text COLLATE "C", open boolean NOT NULL);
      CREATE TABLE teachers (
        id uuid PRIMARY KEY, school_id uuid REFERENCES schools, mentor_id uuid,
        full_name text COLLATE "C" NOT NULL, age bigint, hired timestamptz,
        wage bigint, currency_code text COLLATE "C");
      CREATE TABLE pupils (
        id uuid PRIMARY KEY, teacher_id uuid NOT NULL REFERENCES teachers,
        nick text COLLATE "C" NOT NULL);
      CREATE TABLE clubs (
        id uuid PRIMARY KEY, label text COLLATE "C" NOT NULL, label_key text COLLATE "C" NOT NULL);
      CREATE TABLE pupil_clubs (
        pupil_id uuid REFERENCES pupils ON DELETE CASCADE, club_id uuid REFERENCES clubs,
        PRIMARY KEY (pupil_id, club_id));
      """;

  final SchoolModel model;
  final JdbcResourceQueries queries;
  private final TestPersistence persistence;

  private SchoolTables(SchoolModel model, TestPersistence persistence) {
    this.model = model;
    this.persistence = persistence;
    this.queries =
        new JdbcResourceQueries(
            persistence.get(Statements.class),
            persistence.get(Transactions.class),
            persistence.get(PageTokens.class),
            LIMITS,
            List.of(() -> ALL));
  }

  /** Fills the tables with what is in the model. */
  static SchoolTables of(SchoolModel model, Engine engine) {
    var tables = new SchoolTables(model, TestPersistence.shared(engine));
    tables.run(connection -> {
      try (var statement = connection.createStatement();
          var exists = statement.executeQuery("SELECT to_regclass('schools')")) {
        exists.next();
        if (exists.getString(1) == null) {
          statement.execute(DDL);
        }
      }
      try (var statement = connection.createStatement()) {
        statement.execute("TRUNCATE schools, teachers, pupils, clubs, pupil_clubs");
      }
    });
    tables.insert();
    return tables;
  }

  private void insert() {
    batch(
        "INSERT INTO schools VALUES (?, ?, ?, ?, ?, ?)",
        model.schools.values(),
        s ->
            new @Nullable Object[] {
              s.id(),
              s.label(),
              Text.key(s.label()),
              s.motto(),
              s.mood() == null ? null : s.mood().name(),
              s.open()
            });
    batch(
        "INSERT INTO teachers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        model.teachers.values(),
        SchoolTables::columns);
    batch("INSERT INTO pupils VALUES (?, ?, ?)", model.pupils.values(), SchoolTables::columns);
    batch(
        "INSERT INTO clubs VALUES (?, ?, ?)",
        model.clubs.values(),
        c -> new @Nullable Object[] {c.id(), c.label(), Text.key(c.label())});
    batch("INSERT INTO pupil_clubs VALUES (?, ?)", model.memberships, SchoolTables::columns);
  }

  private static @Nullable Object[] columns(SchoolModel.Teacher t) {
    return new @Nullable Object[] {
      t.id(),
      t.school(),
      t.mentor(),
      t.fullName(),
      t.age(),
      t.hired() == null ? null : t.hired().atOffset(ZoneOffset.UTC),
      t.wage() == null ? null : t.wage().minor(),
      t.wage() == null ? null : t.wage().currency().code()
    };
  }

  private static @Nullable Object[] columns(SchoolModel.Pupil p) {
    return new @Nullable Object[] {p.id(), p.teacher(), p.nick()};
  }

  private static @Nullable Object[] columns(Membership m) {
    return new @Nullable Object[] {m.pupil(), m.club()};
  }

  /** Adds a pupil here and in the model. */
  void add(SchoolModel.Pupil pupil) {
    model.pupils.put(pupil.id(), pupil);
    batch("INSERT INTO pupils VALUES (?, ?, ?)", List.of(pupil), SchoolTables::columns);
  }

  /** Removes a pupil here and from the model. */
  void removePupil(UUID id) {
    model.pupils.remove(id);
    model.memberships.removeIf(m -> m.pupil().equals(id));
    batch("DELETE FROM pupils WHERE id = ?", List.of(id), p -> new @Nullable Object[] {p});
  }

  /** The names on all pages of a list. */
  List<String> pages(ListQuery query, int pageSize, Runnable between) {
    var names = new ArrayList<String>();
    var token = "";
    do {
      var page = queries.list(Caller.ANONYMOUS, query.withPage(pageSize, token));
      page.records().forEach(found -> names.add(found.name()));
      token = page.nextToken();
      if (names.size() > MAX_ROWS) {
        throw new AssertionError("the pages of " + query + " never end");
      }
      between.run();
    } while (!token.isEmpty());
    return names;
  }

  private interface Columns<T> {
    @Nullable Object[] of(T row);
  }

  private <T> void batch(String sql, Collection<T> rows, Columns<T> columns) {
    run(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        for (var row : rows) {
          var values = columns.of(row);
          for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
          }
          statement.addBatch();
        }
        statement.executeBatch();
      }
    });
  }

  private interface Work {
    void run(Connection connection) throws SQLException;
  }

  private void run(Work work) {
    try (var connection = persistence.database().dataSource().getConnection()) {
      work.run(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
