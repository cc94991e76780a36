package campus.server.runtime;

import campus.shared.application.call.AnswerLimits;
import campus.shared.grpc.edge.TrustedProxies;
import campus.shared.persistence.jdbc.DatabasePool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;

/** The beans of Campus, put together on a pool of connections. */
public final class CampusContext {

  /** For commands, which may end before jobs are scheduled. */
  public static final Map<String, Object> WITHOUT_JOBS = Map.of("campus.jobs", "false");

  private CampusContext() {}

  /**
   * Starts the beans; nothing listens yet. To be closed before the pool.
   *
   * @param properties what Micronaut's own beans have to know
   * @param meters where calls are measured
   */
  public static ApplicationContext start(
      DatabasePool pool, Map<String, Object> properties, MeterRegistry meters) {
    return start(pool, AnswerLimits.DEFAULT, TrustedProxies.NONE, properties, meters);
  }

  /**
   * As {@link #start(DatabasePool, Map, MeterRegistry)}.
   *
   * @param answers how much an answer may hold
   * @param proxies whose word on the origin of calls counts
   */
  static ApplicationContext start(
      DatabasePool pool,
      AnswerLimits answers,
      TrustedProxies proxies,
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
        .singletons(pool, answers, proxies, meters)
        .start();
  }
}
