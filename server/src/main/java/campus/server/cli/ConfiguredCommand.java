package campus.server.cli;

import campus.server.database.Database;
import campus.server.runtime.CampusContext;
import campus.server.settings.Failure;
import campus.server.settings.Setting;
import campus.server.settings.Settings;
import campus.shared.domain.error.DomainError;
import campus.shared.persistence.migration.Migrations;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** A command with settings, each of which is an option, or a group of such commands as methods. */
abstract class ConfiguredCommand {

  private static final Set<Setting> DATABASE =
      EnumSet.range(Setting.CAMPUS_HOME, Setting.CAMPUS_DATABASE_PASSWORD);

  @Spec private CommandSpec spec = CommandSpec.create();
  private Map<String, String> environment = Map.of();

  /** The settings that are options of this command. */
  Set<Setting> options() {
    return DATABASE;
  }

  final PrintWriter out() {
    return executed().getOut();
  }

  private CommandLine executed() {
    return spec.root().commandLine().getParseResult().asCommandLineList().getLast();
  }

  final Settings settings() {
    var options = new EnumMap<Setting, String>(Setting.class);
    for (var setting : options()) {
      String value = executed().getCommandSpec().findOption(setting.option()).getValue();
      if (value != null) {
        options.put(setting, value);
      }
    }
    return Settings.read(environment, options);
  }

  /**
   * Runs work on the beans of an existing database; the server may be running or stopped.
   *
   * @throws Failure if the work throws a {@link DomainError}
   */
  final <T> T onBeans(Function<ApplicationContext, T> work) {
    var settings = settings();
    try (var database = Database.open(settings)) {
      new Migrations(database.address().dataSource()).requireCurrent();
      try (var pool = database.address().pool(settings.pool());
          var context = CampusContext.forCommand(pool, settings.passwordResets())) {
        return work.apply(context);
      }
    } catch (DomainError e) {
      throw Failure.because("This failed: " + e.getMessage() + ".");
    }
  }

  /** Adds the settings of a command and its subcommands as options. */
  static void addOptions(CommandLine commandLine, Map<String, String> environment) {
    if (commandLine.getCommand() instanceof ConfiguredCommand command) {
      command.environment = environment;
      var methods =
          commandLine.getCommandSpec().subcommands().values().stream()
              .filter(sub -> sub.getCommand() instanceof Method)
              .toList();
      for (var each : methods.isEmpty() ? List.of(commandLine) : methods) {
        command.options().forEach(setting -> each.getCommandSpec().addOption(option(setting)));
      }
    }
    commandLine.getSubcommands().values().forEach(sub -> addOptions(sub, environment));
  }

  private static OptionSpec option(Setting setting) {
    var defaultValue =
        setting.defaultValue().isEmpty() ? "" : ", default " + setting.defaultValue();
    var option =
        OptionSpec.builder(setting.option())
            .type(String.class)
            .paramLabel(setting.label())
            .description("%s [%s%s]".formatted(setting.description(), setting, defaultValue));
    if (setting == Setting.CAMPUS_SQL_LOG) {
      option.arity("0..1").fallbackValue("true");
    }
    return option.build();
  }
}
