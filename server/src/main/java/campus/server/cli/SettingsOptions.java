package campus.server.cli;

import campus.server.settings.Setting;
import campus.server.settings.Settings;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Turns each setting of a command into an option. */
final class SettingsOptions {

  private static final Set<Setting> DATABASE =
      EnumSet.range(Setting.CAMPUS_HOME, Setting.CAMPUS_DATABASE_PASSWORD);

  private SettingsOptions() {}

  /** A command with settings, which it gets before it runs. */
  abstract static class Configured {

    private Map<String, String> environment = Map.of();
    private CommandSpec spec = CommandSpec.create();

    Set<Setting> heeded() {
      return DATABASE;
    }

    final Settings settings() {
      var options = new EnumMap<Setting, String>(Setting.class);
      for (var setting : heeded()) {
        String value = spec.findOption(setting.option()).getValue();
        if (value != null) {
          options.put(setting, value);
        }
      }
      return Settings.read(environment, options);
    }
  }

  static void addTo(CommandLine commandLine, Map<String, String> environment) {
    if (commandLine.getCommand() instanceof Configured configured) {
      configured.environment = environment;
      configured.spec = commandLine.getCommandSpec();
      configured.heeded().forEach(setting -> configured.spec.addOption(option(setting)));
    }
    commandLine.getSubcommands().values().forEach(sub -> addTo(sub, environment));
  }

  private static OptionSpec option(Setting setting) {
    var option =
        OptionSpec.builder(setting.option())
            .type(String.class)
            .paramLabel(setting.label())
            .description(
                setting.description()
                    + " ["
                    + setting
                    + (setting.defaultValue().isEmpty()
                        ? ""
                        : ", default " + setting.defaultValue())
                    + "]");
    if (setting == Setting.CAMPUS_SQL_LOG) {
      option.arity("0..1").fallbackValue("true");
    }
    return option.build();
  }
}
