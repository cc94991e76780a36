package campus.identity.domain;

/** A salted, slow hash of a password, with its parameters (PHC string format). */
public record PasswordHash(String value) {

  @Override
  public String toString() {
    return "PasswordHash[…]";
  }
}
