package campus.identity.application;

import campus.identity.domain.Username;

/** Which usernames are safe to be shown to people, by the data of Unicode. */
public interface UsernameRules {

  /**
   * Makes a username of a text, with its skeleton.
   *
   * @throws campus.shared.domain.error.InvalidRequest if it has another form, mixes scripts that
   *     people do not write together, or has characters that are invisible or not in everyday use
   */
  Username of(String text);
}
