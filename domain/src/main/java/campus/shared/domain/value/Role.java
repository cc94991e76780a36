package campus.shared.domain.value;

/** A set of permissions beyond those of every user. ADMIN has all permissions. */
public enum Role {
  MEMBER,
  LIBRARIAN,
  REGISTRAR,
  HR,
  CASHIER,
  ADMIN
}
