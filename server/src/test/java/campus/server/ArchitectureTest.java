package campus.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Everything points inward, and contexts keep to themselves. */
@AnalyzeClasses(
    packages = "campus",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** Leaves out what other modules' tests share. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  /** Generated from the contracts. */
  private static final DescribedPredicate<JavaClass> CONTRACTS = resideInAPackage("campus.*.v1..");

  /** Written by annotation processors. */
  private static final DescribedPredicate<JavaClass> GENERATED =
      describe("generated", type -> type.getName().contains("$"));

  @ArchTest
  static final ArchRule domainIsPlainJava =
      classes()
          .that()
          .resideInAPackage("campus.*.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("campus.*.domain..", "java..", "javax..", "org.jspecify..");

  @ArchTest
  static final ArchRule applicationKnowsTheDomainAlone =
      classes()
          .that()
          .resideInAPackage("campus.*.application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "campus.*.application..", "campus.*.domain..", "java..", "javax..", "org.jspecify..");

  @ArchTest
  static final ArchRule persistenceKnowsNoContracts =
      noClasses()
          .that()
          .resideInAPackage("campus.*.persistence..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("campus.*.grpc..", "campus.server..", "io.grpc..", "com.google..")
                  .or(CONTRACTS));

  @ArchTest
  static final ArchRule grpcKnowsNoTables =
      noClasses()
          .that()
          .resideInAPackage("campus.*.grpc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "campus.*.persistence..",
              "campus.server..",
              "java.sql..",
              "javax.sql..",
              "io.micronaut.data..");

  /** A way in for browsers is a way to the same edge, never around it. */
  @ArchTest
  static final ArchRule webKnowsTheEdgeAlone =
      noClasses()
          .that()
          .resideInAPackage("campus.*.web..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "campus.*.domain..",
                      "campus.*.application..",
                      "campus.*.persistence..",
                      "campus.server..",
                      "campus.*.grpc..")
                  .and(DescribedPredicate.not(resideInAPackage("campus.shared.grpc.edge"))));

  @ArchTest
  static final ArchRule contractsKnowNobody =
      noClasses()
          .that(CONTRACTS)
          .should()
          .dependOnClassesThat(resideInAPackage("campus..").and(DescribedPredicate.not(CONTRACTS)));

  @ArchTest
  static final ArchRule contextsKeepToThemselves =
      classes()
          .that(DescribedPredicate.not(CONTRACTS))
          .and()
          .resideOutsideOfPackages("campus.server..")
          .should(useOtherContextsByTheirIdsAlone());

  @ArchTest
  static final ArchRule packagesAreNotSplitOverModules =
      classes().that(DescribedPredicate.not(GENERATED)).should(sharePackagesWithinTheirModule());

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes()
          .that(DescribedPredicate.not(CONTRACTS))
          .and(DescribedPredicate.not(GENERATED))
          .should(resideInNullMarkedPackages());

  @ArchTest
  static final ArchRule whatImplementsAPortIsPackagePrivate =
      classes()
          .that()
          .resideInAnyPackage("campus.*.persistence..", "campus.*.application..")
          .and()
          .areNotInterfaces()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and(describe("implement a port", ArchitectureTest::implementsAPort))
          .should()
          .notHaveModifier(JavaModifier.PUBLIC);

  @ArchTest
  static final ArchRule endpointsArePackagePrivate =
      classes()
          .that()
          .haveSimpleNameEndingWith("ServiceEndpoint")
          .should()
          .bePackagePrivate()
          .andShould()
          .resideInAPackage("campus.*.grpc..");

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses()
          .that(DescribedPredicate.not(CONTRACTS))
          .and(DescribedPredicate.not(GENERATED))
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Dto)");

  /** Micronaut schedules these while the server starts, and logs an error if that start fails. */
  @ArchTest
  static final ArchRule jobsAreScheduledOnceTheServerRuns =
      noMethods().should().beAnnotatedWith(Scheduled.class);

  /**
   * What the packages of the shared code may use of each other: floors, each above those it uses.
   */
  private static final Map<String, Set<String>> FLOORS =
      Map.ofEntries(
          Map.entry("domain.name", Set.of()),
          Map.entry("domain.error", Set.of("name")),
          Map.entry("domain.value", Set.of("error")),
          Map.entry("domain.entity", Set.of("error", "name")),
          Map.entry("application.call", Set.of()),
          Map.entry("application.query", Set.of("call")),
          Map.entry("application.query.filter", Set.of("query", "call")),
          Map.entry("application.write", Set.of("call")),
          Map.entry("persistence.jdbc", Set.of()),
          Map.entry("persistence.fetch", Set.of("jdbc")),
          Map.entry("persistence.declare", Set.of("jdbc")),
          Map.entry("persistence.compile", Set.of("fetch", "declare", "jdbc")),
          Map.entry("persistence.read", Set.of("compile", "fetch", "declare", "jdbc")),
          Map.entry("persistence.entities", Set.of("declare", "jdbc")),
          Map.entry("persistence.migration", Set.of()),
          Map.entry("grpc.wire", Set.of()),
          Map.entry("grpc.validation", Set.of("wire")),
          Map.entry("grpc.edge", Set.of("validation", "wire")),
          Map.entry("grpc.methods", Set.of("wire")),
          Map.entry("web.http", Set.of()),
          Map.entry("web.call", Set.of("http")),
          Map.entry("web.json", Set.of("call", "http")),
          Map.entry("web.rpc", Set.of("json", "call", "http")),
          Map.entry("web.openapi", Set.of("json", "call")),
          Map.entry("web.server", Set.of("rpc", "openapi", "json", "call", "http")));

  @ArchTest
  static final ArchRule importsRunDownTheFloors =
      classes()
          .that()
          .resideInAnyPackage(
              "campus.shared.domain..",
              "campus.shared.application..",
              "campus.shared.persistence..",
              "campus.shared.grpc..",
              "campus.shared.web..")
          .should(useLowerFloorsOnly());

  private static ArchCondition<JavaClass> useLowerFloorsOnly() {
    return condition(
        "use lower floors only",
        (type, events) -> {
          var floor = floor(type);
          var role = floor.substring(0, floor.indexOf('.') + 1);
          var allowed = FLOORS.getOrDefault(floor, Set.of());
          if (!FLOORS.containsKey(floor)) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is on no floor"));
          }
          type.getDirectDependenciesFromSelf().stream()
              .filter(dependency -> {
                var target = dependency.getTargetClass();
                return target.getPackageName().startsWith("campus.shared." + role)
                    && !floor(target).equals(floor)
                    && !allowed.contains(floor(target).substring(role.length()));
              })
              .forEach(dependency ->
                  events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
        });
  }

  /** The package below {@code campus.shared}. */
  private static String floor(JavaClass type) {
    return type.getPackageName().substring("campus.shared.".length());
  }

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices()
          .matching("campus.(*).(domain|application|persistence|grpc|web)..")
          .should()
          .beFreeOfCycles();

  private static boolean implementsAPort(JavaClass type) {
    return type.getAllRawInterfaces().stream()
        .anyMatch(port ->
            resideInAPackage("campus.*.application..").test(port)
                && !outermost(type).equals(outermost(port)));
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceAll("\\$.*", "");
  }

  private static ArchCondition<JavaClass> useOtherContextsByTheirIdsAlone() {
    return condition(
        "use other contexts by their ids, or their declared relations, alone",
        (type, events) ->
            type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> {
                  var target = dependency.getTargetClass();
                  return target.getPackageName().startsWith("campus.")
                      && !context(target).equals("shared")
                      && !context(target).equals(context(type))
                      && !CONTRACTS.test(target)
                      && !target.getSimpleName().endsWith("Id")
                      && !target.getSimpleName().endsWith("Dependents")
                      && !target.getSimpleName().endsWith("Resources")
                      && !target.getSimpleName().endsWith("Declarations");
                })
                .forEach(dependency ->
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()))));
  }

  private static ArchCondition<JavaClass> sharePackagesWithinTheirModule() {
    Map<String, String> modules = new HashMap<>();
    return condition(
        "share their package with classes of their own module only",
        (type, events) ->
            type.getSource()
                .ifPresent(source -> {
                  var path = type.getName().replace('.', '/') + ".class";
                  var module = source.getUri().toString().replace(path, "");
                  var first = modules.putIfAbsent(type.getPackageName(), module);
                  if (first != null && !first.equals(module)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getPackageName() + " is in " + first + " and " + module));
                  }
                }));
  }

  private static ArchCondition<JavaClass> resideInNullMarkedPackages() {
    return condition(
        "reside in a package that is @NullMarked",
        (type, events) -> {
          if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
            events.add(
                SimpleConditionEvent.violated(
                    type, type.getPackageName() + " has no package-info with @NullMarked"));
          }
        });
  }

  private static String context(JavaClass type) {
    return type.getPackageName().split("\\.", -1)[1];
  }

  private static ArchCondition<JavaClass> condition(
      String description, java.util.function.BiConsumer<JavaClass, ConditionEvents> check) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.accept(type, events);
      }
    };
  }
}
