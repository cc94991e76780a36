package campus.server.settings;

import campus.shared.web.server.Origins;

/**
 * The port for browsers and scripts.
 *
 * @param port 0 for any free one
 * @param origins the web pages that may call
 */
public record WebSettings(String host, int port, Origins origins) {}
