package campus.server;

import campus.server.cli.CampusCommand;

/** Runs the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(CampusCommand.run(System.getenv(), args));
  }
}
