package campus.identity.domain;

/**
 * What is stored of a password: salted, slow to compute, with its parameters in it (the PHC string
 * format).
 */
public record PasswordHash(String value) {

  @Override
  public String toString() {
    return "PasswordHash[…]";
  }
}
