package campus.shared.domain;

/**
 * Why something was refused, for programs to tell apart.
 *
 * <p>The same names stand in the contract, as {@code campus.shared.v1.ErrorReason}, with what they
 * mean.
 */
public enum Reason {
  INVALID_REQUEST,
  INVALID_PAGE_TOKEN,
  REQUEST_ID_REUSED,

  SIGN_IN_REQUIRED,
  INVALID_ACCESS_TOKEN,
  INVALID_REFRESH_TOKEN,
  REFRESH_TOKEN_REUSED,
  WRONG_CREDENTIALS,

  NOT_ALLOWED,

  RESOURCE_NOT_FOUND,

  USERNAME_TAKEN,
  EMAIL_TAKEN,
  CARD_NUMBER_TAKEN,
  CARD_ALREADY_ISSUED,
  ISBN_TAKEN,

  CARD_ALREADY_REVOKED,
  AUTHOR_HAS_BOOKS,
  COUNT_DIFFERS,

  STALE_ETAG,
  CONFLICT,

  OVERLOADED,

  DATABASE_UNAVAILABLE,

  CALL_CANCELLED,
  DEADLINE_PASSED,

  INTERNAL_ERROR
}
