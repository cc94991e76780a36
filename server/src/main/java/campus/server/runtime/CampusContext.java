package campus.server.runtime;

import campus.identity.application.Mailer;
import campus.identity.application.PasswordResetPolicy;
import campus.server.composition.NoMailer;
import campus.shared.application.call.AnswerLimits;
import campus.shared.grpc.edge.ClientCertificates;
import campus.shared.grpc.edge.TrustedProxies;
import campus.shared.persistence.jdbc.DatabasePool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** The beans of Campus, on a pool of connections. */
public final class CampusContext {

  private CampusContext() {}

  /** Starts the beans for a command, which sends no mail. Close it before the pool. */
  public static ApplicationContext forCommand(DataSource pool, PasswordResetPolicy passwordResets) {
    return start(
        new DatabasePool(pool),
        AnswerLimits.DEFAULT,
        TrustedProxies.NONE,
        ClientCertificates.NONE,
        new NoMailer(),
        passwordResets,
        Map.of(),
        new SimpleMeterRegistry());
  }

  /**
   * Starts the beans, without listening. Close it before the pool.
   *
   * @param answers the limits of answers
   * @param proxies trusted to report the origin of calls
   * @param certificates of clients
   * @param mailer sends messages to users
   * @param passwordResets how passwords are reset
   * @param properties for Micronaut's own beans
   * @param meters the registry of call metrics
   */
  static ApplicationContext start(
      DatabasePool pool,
      AnswerLimits answers,
      TrustedProxies proxies,
      ClientCertificates certificates,
      Mailer mailer,
      PasswordResetPolicy passwordResets,
      Map<String, Object> properties,
      MeterRegistry meters) {
    var all = new HashMap<String, Object>(properties);
    all.put("datasources.default.dialect", "POSTGRES");
    return ApplicationContext.builder()
        .banner(false)
        // Campus is configured by its own settings only, the same on every machine.
        .deduceEnvironment(false)
        .deduceCloudEnvironment(false)
        .bootstrapEnvironment(false)
        .environmentPropertySource(false)
        .properties(all)
        .singletons(pool, answers, proxies, certificates, mailer, passwordResets, meters)
        .start();
  }
}
