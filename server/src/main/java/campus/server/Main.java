package campus.server;

import campus.server.cli.CampusCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Runs the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    // grpc-java and the PostgreSQL driver log by java.util.logging: one log for all.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(CampusCommand.run(System.getenv(), args));
  }
}
