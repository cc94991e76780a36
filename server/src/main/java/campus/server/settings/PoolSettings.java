package campus.server.settings;

import java.time.Duration;

/**
 * The settings of the connection pool; zero disables a duration.
 *
 * @param connectionTimeout the longest wait for a connection
 */
public record PoolSettings(
    int size,
    Duration connectionTimeout,
    Duration idleTimeout,
    Duration maxLifetime,
    Duration keepalive,
    Duration leakDetection,
    Duration statementTimeout,
    Duration lockTimeout) {}
