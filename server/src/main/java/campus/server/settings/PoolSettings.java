package campus.server.settings;

import java.time.Duration;

/**
 * How connections are pooled, and what each of them bears; zero switches a duration off.
 *
 * @param connectionTimeout how long a call waits for a connection before it is turned away
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
